/** Writing to a customer: saved replies, what was typed and not sent, emoji, files. */
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("a saved reply is written once, found by a stroke, and sent with its gaps filled", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  await owner.trpc.profile.update.mutate({ name: "Inês Prado" });
  customer.sendText("Where can I park?");
  await customer.nextReply(60_000);
  const [conversation] = await owner.trpc.conversation.list.query({ accountId });
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}`;
  const page = await openAs(browser, { user: owner, errors, url });
  const field = page.getByRole("textbox", { name: "Message" });

  await field.fill("/");
  await expect(page.getByText("No saved replies yet.")).toBeVisible();
  await picture(page, "saved-replies-none");
  await page.getByRole("button", { name: "Write one" }).click();
  const sheet = page.getByRole("dialog", { name: "Saved replies" });
  await sheet.getByRole("button", { name: "New saved reply" }).click();
  const dialog = page.getByRole("dialog", { name: "New saved reply" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give it a short name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("/Parking");
  await dialog
    .getByLabel("Reply")
    .fill("Hi {{first_name}}, behind the house. Your order {{field.order_number}} is ready. {{operator}}");
  await examine(page);
  await picture(page, "saved-reply-dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(sheet.getByRole("list", { name: "Saved replies" })).toContainText("/parking");
  await sheet.getByRole("button", { name: "New saved reply" }).click();
  await dialog.getByLabel("Name").fill("parking");
  await dialog.getByLabel("Reply").fill("Twice");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("/parking is taken.", { exact: false })).toBeVisible();
  await dialog.getByLabel("Name").fill("hours");
  await dialog.getByLabel("Reply").fill("Nine to five.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await inspectViews(page, "saved-replies-sheet");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);

  // Looking something up is no answer: the bot still answers here.
  const list = page.getByRole("listbox", { name: "Saved replies" });
  await expect(list.getByRole("option")).toHaveCount(2);
  await expect(page.getByText("The bot answers here.")).toBeVisible();
  await expect(list.getByRole("option", { name: /hours/ })).toHaveAttribute("aria-selected", "true");
  await inspectViews(page, "saved-replies-menu");
  await field.press("ArrowDown");
  await expect(list.getByRole("option", { name: /parking/ })).toHaveAttribute("aria-selected", "true");
  await field.press("Escape");
  await expect(list).toHaveCount(0);
  await expect(field).toHaveValue("/");
  await field.pressSequentially("pa");
  await expect(list.getByRole("option")).toHaveCount(1);
  await field.press("Enter");
  await expect(field).toHaveValue("Hi Marta, behind the house. Your order {{field.order_number}} is ready. Inês");
  await expect(page.getByText("You are answering.")).toBeVisible();

  await field.press("End");
  await field.press("Enter");
  await expect(page.getByText("Not sent yet: fill in order number.", { exact: false })).toBeVisible();
  await inspectViews(page, "saved-reply-gaps");
  // The gap is selected: what is typed takes its place.
  await field.press("End");
  await field.press("Enter");
  await page.keyboard.type("A-17");
  await expect(field).toHaveValue("Hi Marta, behind the house. Your order A-17 is ready. Inês");
  await field.press("Enter");
  await expect(page.getByRole("log")).toContainText("Your order A-17 is ready. Inês");
  await expect(field).toHaveValue("");

  await field.fill("/hou");
  await list.getByRole("option", { name: /hours/ }).click();
  await expect(field).toHaveValue("Nine to five.");
  await page.context().close();
});

test("a deleted saved reply comes back by undo, and a viewer is told who may use them", async ({
  browser,
  installation,
}) => {
  test.setTimeout(120_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await owner.trpc.savedReply.create.mutate({ accountId, key: "hours", text: "Nine to five." });
  const url = `${installation.parley.url}/accounts/${accountId}/settings`;
  const page = await openAs(browser, { user: owner, errors, url });
  const list = page.getByRole("list", { name: "Saved replies" });
  await list.getByRole("button", { name: "Delete /hours" }).click();
  await expect(list).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list).toContainText("/hours");
  await inspectViews(page, "saved-replies-settings");
  await page.context().close();

  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const theirs = await openAs(browser, { user: viewer, errors, url });
  await expect(theirs.getByText("Owners, admins and operators use and write them.")).toBeVisible();
  await expect(viewer.trpc.savedReply.list.query({ accountId })).rejects.toThrow();
  await theirs.context().close();
});

test("what was typed and not sent is there again, and gone once its writer signs out", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Hello there");
  await customer.nextReply(60_000);
  const [conversation] = await owner.trpc.conversation.list.query({ accountId });
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}`;
  const page = await openAs(browser, { user: owner, errors, url });
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill("Half a sent");
  await page.reload();
  await expect(field).toHaveValue("Half a sent");
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("parley:text:")));
  expect(await kept()).toHaveLength(1);
  await page.getByRole("button", { name: "Your menu" }).first().click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await kept()).toEqual([]);
  await page.context().close();
});
