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
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
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
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
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

const PRICES = "%PDF-1.7 soup, bread, tea";
/** One red dot. */
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

test("files are chosen, dropped and pasted, refused in words, taken back, and sent with emoji", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("The prices, if you have them?");
  await customer.nextReply(60_000);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}`;
  const page = await openAs(browser, { user: owner, errors, url });
  const field = page.getByRole("textbox", { name: "Message" });
  const tray = page.getByRole("list", { name: "Files to send" });
  const choose = (name: string, content: string) =>
    page
      .getByTestId("reply-files")
      .setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(content, "latin1") });

  await choose("prices.pdf", "MZ a program");
  await expect(page.getByText("prices.pdf: This can't be sent.", { exact: false })).toBeVisible();
  await choose("empty.pdf", "");
  await expect(page.getByText("empty.pdf: The file is empty.", { exact: false })).toBeVisible();
  await expect(tray).toHaveCount(0);
  await picture(page, "attachments-refused");

  /** As a browser tells of files that are dropped or pasted. */
  const bring = (how: "drop" | "paste") =>
    page.evaluate(
      ([kind, dot]) => {
        const bytes = Uint8Array.from(atob(dot ?? ""), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], `${kind}.png`, { type: "image/png" }));
        if (kind === "drop") window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
        else
          document
            .querySelector("textarea")
            ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      [how, DOT],
    );
  await bring("drop");
  await expect(tray.getByText("drop.png")).toBeVisible();
  await bring("paste");
  await expect(tray.getByText("paste.png")).toBeVisible();
  await choose("prices.pdf", PRICES);
  await expect(tray.getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("can't be sent", { exact: false })).toHaveCount(0);
  await inspectViews(page, "attachments-tray");
  await tray.getByRole("button", { name: "Remove drop.png" }).click();
  await tray.getByRole("button", { name: "Remove paste.png" }).click();
  await expect(tray.getByRole("listitem")).toHaveCount(1);

  await field.fill("Here they are ");
  await page.getByRole("button", { name: "Emoji" }).click();
  const picker = page.getByRole("dialog", { name: "Emoji" });
  await expect(picker.getByRole("button")).not.toHaveCount(0);
  await examine(page, "[role=dialog]");
  await picture(page, "emoji-light-wide");
  await picker.getByRole("searchbox", { name: "Search emoji" }).fill("thank");
  await page.keyboard.press("ArrowDown");
  await expect(picker.getByRole("button", { name: "thank you" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Here they are 🙏");

  await field.press("Enter");
  await expect(tray).toHaveCount(0);
  await expect(field).toHaveValue("");
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByText("Here they are 🙏")).toHaveCount(1);
  const received = await customer.nextReply(60_000);
  expect(received).toMatchObject({ type: "document", filename: "prices.pdf", caption: "Here they are 🙏" });
  expect(customer.phone.media.find(received.directPath ?? "")?.bytes.toString()).toBe(PRICES);
  // The server's own row took the place of what was on its way.
  await expect(log.locator("li[data-message]", { hasText: "prices.pdf" })).toHaveCount(1);
  await expect(log.getByText("prices.pdf")).toHaveCount(1);
  await inspectViews(page, "attachments-sent");
  await page.context().close();
});

test("a conversation is put off, seen by the team, brought back by undo and by the customer", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Is my bike ready?");
  await customer.nextReply(60_000);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}?filter=waiting`;
  const page = await openAs(browser, { user: owner, errors, url });
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list).toContainText("Marta Sousa");
  await page.getByRole("button", { name: "Snooze" }).click();
  await picture(page, "snooze-menu-light-wide");
  await examine(page, "[role=menu]");
  await page.getByRole("menuitem", { name: /Tomorrow/ }).click();
  await expect(page.getByText("Nobody is waiting")).toBeVisible();
  await expect(page.getByText("Snoozed until tomorrow", { exact: false }).first()).toBeVisible();
  await page.getByRole("radio", { name: "Snoozed" }).click();
  await expect(list).toContainText("Snoozed until tomorrow");
  await inspectViews(page, "snoozed");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Nothing is snoozed")).toBeVisible();

  await page.getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("menuitem", { name: "Another time…" }).click();
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  await dialog.getByLabel("Day").fill("2020-01-01");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(dialog.getByText("Choose a time that is still to come.")).toBeVisible();
  await picture(page, "snooze-dialog-light-wide");
  await examine(page, "[role=dialog]");
  const day = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Day").fill(day);
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(list).toContainText("Marta Sousa");
  customer.sendText("Hello?");
  await expect(page.getByText("Nothing is snoozed")).toBeVisible();
  await page.context().close();

  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const theirs = await openAs(browser, { user: viewer, errors, url });
  await expect(theirs.getByRole("log", { name: "Messages" })).toContainText("Hello?");
  await expect(theirs.getByRole("button", { name: "Snooze" })).toHaveCount(0);
  await theirs.context().close();
});
