/** People give customers tags, keep the account's tags right, and what they open from the unread ones stays in sight. */
import { aRule } from "@/domain/automation/rule-fixture";
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("tags are given by keyboard, taken away and put back, seen by others at once, and renamed everywhere", async ({
  browser,
  installation,
}) => {
  test.setTimeout(300_000);
  const { owner, accountId, phone, customer } = await aLinkedShop(installation);
  const { trpc } = owner;
  customer.sendText("Do you repair bikes?");
  const other = phone.customer(`44${String(Math.floor(Math.random() * 1e9)).padStart(10, "7")}`, { name: "Bo Lind" });
  other.sendText("Do you sell helmets?");
  const listed = async () => (await trpc.conversation.list.query({ accountId })).conversations;
  await expect.poll(async () => (await listed()).length, { timeout: 60_000 }).toBe(2);
  const idOf = async (name: string) => (await listed()).find(({ contactName }) => contactName === name)?.id ?? "";
  const [marta, bo] = [await idOf("Marta Sousa"), await idOf("Bo Lind")];
  for (const tag of ["wholesale", "warranty", "regular"])
    await trpc.conversation.addTag.mutate({ accountId, conversationId: bo, tag });
  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const inbox = `${installation.parley.url}/accounts/${accountId}/inbox`;
  const page = await openAs(browser, { user: owner, errors, url: `${inbox}/${marta}` });
  const looking = await openAs(browser, { user: viewer, errors, url: `${inbox}/${marta}` });
  await page.setViewportSize({ width: 1440, height: 900 });
  await looking.setViewportSize({ width: 1440, height: 900 });
  const tags = page.getByRole("list", { name: "Tags" });
  const field = page.getByRole("combobox", { name: "Tag" });
  await expect(page.getByText("No tags yet.")).toBeVisible();
  await expect(looking.getByRole("heading", { name: "Number" })).toBeVisible();
  await expect(looking.getByText("No tags yet.")).toHaveCount(0);

  // Completed from the account's tags; Enter makes a new one; the field stays for the next.
  await page.getByRole("textbox", { name: "Message" }).focus();
  await page.keyboard.press("Alt+t");
  await expect(field).toBeFocused();
  await field.pressSequentially("wa");
  await expect(page.getByRole("option", { name: "warranty" })).toHaveAttribute("aria-selected", "true");
  await examine(page);
  await inspectViews(page, "tags-adding");
  await page.setViewportSize({ width: 1440, height: 900 });
  await field.fill("wa");
  await field.press("Enter");
  await expect(tags).toHaveText("warranty");
  await field.pressSequentially("  VIP Customer ");
  await expect(page.getByRole("option", { name: "New tag “vip customer”" })).toBeVisible();
  await field.press("Enter");
  await expect(tags.getByRole("listitem")).toHaveText(["vip customer", "warranty"]);
  await field.fill("Vip customer");
  await expect(page.getByText("They have this tag.")).toBeVisible();
  await field.fill("");
  await field.press("Escape");
  await expect(page.getByRole("button", { name: "Add tag" })).toBeFocused();

  // Somebody else sees them at once, and has nothing to change them with.
  const seen = looking.getByRole("list", { name: "Tags" });
  await expect(seen).toContainText("vip customer");
  await expect(looking.getByRole("button", { name: /tag/i })).toHaveCount(0);
  await looking.keyboard.press("Alt+t");
  await expect(looking.getByRole("combobox", { name: "Tag" })).toHaveCount(0);

  await page.getByRole("button", { name: "Remove the tag warranty" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Add tag" })).toBeFocused();
  await expect(tags).not.toContainText("warranty");
  await expect(seen).not.toContainText("warranty");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tags).toContainText("warranty");
  await inspectViews(page, "tags");
  await page.setViewportSize({ width: 1440, height: 900 });

  // Refused, it is as before, and says why.
  await page.route(/conversation\.removeTag/, (route) => route.abort());
  await page.getByRole("button", { name: "Remove the tag warranty" }).click();
  await expect(page.getByText("The tag “warranty” is still there")).toBeVisible();
  await expect(tags).toContainText("warranty");
  await page.unroute(/conversation\.removeTag/);

  // In Settings, with where they are used.
  const { definition } = aRule({ actions: [{ kind: "add_tag", tag: "wholesale" }] });
  await trpc.automation.create.mutate({ accountId, name: "Wholesale", definition });
  await page.goto(`${installation.parley.url}/accounts/${accountId}/settings`);
  const all = page.getByRole("region", { name: "Tags" }).getByRole("list", { name: "Tags" });
  await expect(all.getByRole("listitem")).toContainText(["regular", "vip customer", "warranty", "wholesale"]);
  await expect(all).toContainText("1 customer · 1 rule");
  await all.scrollIntoViewIfNeeded();
  await inspectViews(page, "tags-settings");
  await page.getByRole("button", { name: "Rename warranty" }).click();
  const rename = page.getByRole("dialog", { name: "Rename the tag “warranty”" });
  await rename.getByLabel("Name").fill("Regular");
  await expect(rename.getByText("There is a tag “regular” already.")).toBeVisible();
  await picture(page, "tags-merge");
  await rename.getByRole("button", { name: "Make them one" }).click();
  await expect(all.getByRole("listitem")).toContainText(["regular", "vip customer", "wholesale"]);
  await expect(all).toContainText("2 customers");
  await expect(seen).toContainText("regular");
  await page.getByRole("button", { name: "Delete wholesale" }).click();
  const inUse = page.getByRole("dialog", { name: "Rules name “wholesale”" });
  await expect(inUse).toContainText("Wholesale");
  await picture(page, "tags-in-use");
  await inUse.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("button", { name: "Delete wholesale" })).toBeFocused();
  await page.getByRole("button", { name: "Delete vip customer" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(all.getByRole("listitem")).toContainText(["regular", "wholesale"]);
  await expect(seen).not.toContainText("vip customer");
  await page.context().close();
  await looking.context().close();
});

test("what is opened from the unread ones stays until another is opened, and results say that they are from everywhere", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, phone, customer } = await aLinkedShop(installation);
  const { trpc } = owner;
  customer.sendText("Do you repair bikes?");
  const other = phone.customer(`44${String(Math.floor(Math.random() * 1e9)).padStart(10, "7")}`, { name: "Bo Lind" });
  other.sendText("Do you sell helmets?");
  const unread = async () =>
    (await trpc.conversation.list.query({ accountId, isUnread: true })).conversations.map(
      ({ contactName }) => contactName,
    );
  await expect.poll(async () => (await unread()).toSorted(), { timeout: 60_000 }).toEqual(["Bo Lind", "Marta Sousa"]);
  const url = `${installation.parley.url}/accounts/${accountId}/inbox?unread=1`;
  const page = await openAs(browser, { user: owner, errors, url });
  const list = page.getByRole("list", { name: "Conversations" });
  await list.getByRole("link", { name: /Marta Sousa/ }).click();
  await expect(page.getByRole("heading", { name: "Marta Sousa" })).toBeVisible();
  await expect.poll(unread, { timeout: 60_000 }).toEqual(["Bo Lind"]);
  await expect(list.getByRole("link", { name: /Marta Sousa/ })).toHaveAttribute("aria-current", "page");
  await expect(list.getByRole("link", { name: /Marta Sousa/ })).not.toContainText("unread");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await picture(page, "unread-kept");

  await list.getByRole("link", { name: /Bo Lind/ }).click();
  await expect(page.getByRole("heading", { name: "Bo Lind" })).toBeVisible();
  await expect(list.getByRole("link", { name: /Marta Sousa/ })).toHaveCount(0);
  await expect.poll(unread).toEqual([]);
  await expect(list.getByRole("link", { name: /Bo Lind/ })).toBeVisible();

  const search = page.getByRole("searchbox", { name: "Search messages and people" });
  await search.fill("repair");
  await expect(page.getByText("From all conversations, not only this list.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Messages found" })).toContainText("repair");
  await inspectViews(page, "search-everywhere");
  await search.fill("nothing of the kind");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await expect(page.getByText("From all conversations, not only this list.")).toBeVisible();
  await search.fill("");

  // Another list: what was read is gone for good.
  await page.getByRole("button", { name: "Remove filter: Unread" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await search.fill("repair");
  await expect(page.getByRole("list", { name: "Messages found" })).toContainText("repair");
  await expect(page.getByText("From all conversations, not only this list.")).toHaveCount(0);
  await page.context().close();
});
