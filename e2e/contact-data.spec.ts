/** What a customer may ask a business for: no automatic messages, a copy of what is kept of them, and that it goes. */
import { readFile } from "node:fs/promises";
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("a customer is opted out, their data is downloaded, and they are erased for good", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Hi, my name is Marta Sosa");
  await customer.nextReply(60_000);
  const list = async () => (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const conversationId = (await list())[0]?.id ?? "";
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversationId}`;
  const page = await openAs(browser, { user: owner, errors, url });
  await page.setViewportSize({ width: 1440, height: 1100 });
  await page.getByRole("button", { name: "Details" }).click();
  const side = page.getByRole("complementary", { name: "Details" });
  await expect(side.getByText("1 from them, 1 from you")).toBeVisible();

  await side.getByRole("button", { name: "Opt them out" }).click();
  await expect(side.getByText("The bot stays silent until they write START")).toBeVisible();
  await side.getByRole("button", { name: "Let the bot answer again…" }).click();
  await page.getByRole("button", { name: "They want them again" }).click();
  await expect(side.getByText("The bot may answer them.")).toBeVisible();

  const downloading = page.waitForEvent("download");
  await side.getByRole("link", { name: "Download a copy" }).click();
  const copy = JSON.parse(await readFile(await (await downloading).path(), "utf8"));
  expect(copy.messages.map(({ text }: { text: string }) => text)).toContain("Hi, my name is Marta Sosa");
  expect(copy.facts).toMatchObject([{ name: "name", value: "Marta Sosa" }]);
  await inspectViews(page, "contact-data");
  await page.setViewportSize({ width: 1440, height: 1100 });

  await side.getByRole("button", { name: "Erase…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("can't be undone")).toBeVisible();
  await picture(page, "contact-erase-light-1440");
  await dialog.getByRole("button", { name: "Erase for ever" }).click();
  await expect(page.getByText("Everything about this customer is erased")).toBeVisible();
  await expect(page).toHaveURL(/\/inbox$/);
  expect(await list()).toEqual([]);

  customer.sendText("Are you open on Sundays?");
  await customer.nextReply(60_000);
  const [anew] = await list();
  expect(anew?.id).not.toBe(conversationId);
  const { messages } = await owner.trpc.conversation.messages.query({ accountId, conversationId: anew?.id ?? "" });
  expect(messages.map(({ body }) => body)).not.toContain("Hi, my name is Marta Sosa");
  const { entries } = await owner.trpc.audit.list.query({ accountId });
  const acts = entries.map(({ action }) => action);
  expect(acts).toEqual(expect.arrayContaining(["contact.erased", "contact.exported", "contact.optOutChanged"]));
  await page.context().close();
});

test("an operator can't erase, and is told who can", async ({ browser, installation }) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Hello");
  await customer.nextReply(60_000);
  const conversationId = (await owner.trpc.conversation.list.query({ accountId })).conversations[0]?.id ?? "";
  const operator = await installation.signUp();
  await joinAs(operator, { owner, accountId, role: "operator" });
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversationId}`;
  const page = await openAs(browser, { user: operator, errors, url });
  await page.setViewportSize({ width: 1440, height: 1100 });
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText("Owners and admins can erase it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Erase…" })).toHaveCount(0);
  await page.context().close();
});
