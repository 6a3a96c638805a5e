/** What operators work with in the inbox: finding messages and people, filters, and notes of the team. */
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("words of long ago are found, and the thread opens around them", async ({ browser, installation }) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Is the Crème brûlée set still for sale?");
  await customer.nextReply(60_000);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const conversationId = conversation?.id ?? "";
  for (let place = 1; place <= 75; place++)
    await owner.trpc.conversation.reply.mutate({
      accountId,
      conversationId,
      text: `About the parcel, part ${place}`,
      idempotencyKey: `parcel-${place}`,
    });
  const url = `${installation.parley.url}/accounts/${accountId}/inbox`;
  const page = await openAs(browser, { user: owner, errors, url });
  await expect(page.getByRole("list", { name: "Conversations" })).toContainText("Marta Sousa");
  await page.keyboard.press("/");
  const field = page.getByRole("searchbox", { name: "Search messages and people" });
  await expect(field).toBeFocused();

  await page.keyboard.type("zebra");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await examine(page);
  await picture(page, "inbox-search-nothing");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("");
  await expect(page.getByRole("list", { name: "Conversations" })).toBeVisible();

  await page.keyboard.type("marta");
  await expect(page.getByRole("list", { name: "People found" })).toContainText("Marta Sousa");
  await field.fill("BRULEE");
  const found = page.getByRole("list", { name: "Messages found" });
  await expect(found.locator("mark").first()).toHaveText("brûlée");
  await inspectViews(page, "inbox-search");
  await field.focus();
  await page.keyboard.press("ArrowDown");
  await expect(found.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(field).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.locator("li[data-message]", { hasText: "Crème brûlée set" })).toBeInViewport();
  await expect(page).toHaveURL(/message=msg_/);
  await expect(log.getByText("part 75", { exact: false })).toHaveCount(0);
  await picture(page, "inbox-found-light-wide");
  await page.getByRole("button", { name: "Show newer messages" }).click();
  await expect(log.getByText("part 75", { exact: false })).toHaveCount(1);
  await page.getByRole("button", { name: "Go to the newest" }).click();
  await expect(log.getByText("part 75", { exact: false })).toBeInViewport();
  await expect(page).not.toHaveURL(/message=/);

  // The day on which all was written begins with the customer's question.
  await page.getByRole("button", { name: "Details" }).click();
  const details = page.getByRole("dialog", { name: "Details" });
  await details.getByRole("button", { name: "Go", exact: true }).click();
  await expect(details.getByText("Choose a day.")).toBeVisible();
  await details
    .getByLabel("Day", { exact: true })
    .fill(await page.evaluate(() => new Date().toLocaleDateString("sv-SE")));
  await details.getByRole("button", { name: "Go", exact: true }).click();
  await expect(details).toBeHidden();
  await expect(log.locator("li[data-message]", { hasText: "Crème brûlée set" })).toBeInViewport();
  await page.context().close();
});

test("what is closed, and what nobody looks after, has a list of its own", async ({ browser, installation }) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Hello there");
  await customer.nextReply(60_000);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const url = `${installation.parley.url}/accounts/${accountId}/inbox?filter=closed`;
  const page = await openAs(browser, { user: owner, errors, url });
  await expect(page.getByText("Nothing is closed")).toBeVisible();
  await page.getByRole("radio", { name: "Unassigned" }).click();
  await expect(page).toHaveURL(/filter=unassigned/);
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list).toContainText("Marta Sousa");
  await inspectViews(page, "inbox-filters");
  await owner.trpc.conversation.close.mutate({ accountId, conversationId: conversation?.id ?? "" });
  await page.getByRole("radio", { name: "Closed" }).click();
  await expect(list).toContainText("Marta Sousa");
  await page.context().close();
});

test("a note is the team's alone: mentioned by name, live for others, changed and removed by its author", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Do you open on Sunday?");
  await customer.nextReply(60_000);
  const colleague = await installation.signUp();
  await joinAs(colleague, { owner, accountId, role: "viewer" });
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}`;
  const page = await openAs(browser, { user: owner, errors, url });
  const other = await openAs(browser, { user: colleague, errors, url });
  await expect(page.getByRole("log", { name: "Messages" })).toContainText("Sunday");
  await expect(page.getByText(`${colleague.email} is here too`)).toBeVisible();
  await expect(other.getByText(`${owner.email} is here too`)).toBeVisible();

  await page.keyboard.press("Alt+n");
  const field = page.getByRole("textbox", { name: "Note" });
  await expect(field).toBeFocused();
  await expect(page.getByText("Only your team sees this.")).toBeVisible();
  await page.keyboard.type(`Ask @${colleague.email.slice(0, 3)}`);
  await expect(page.getByRole("option", { name: colleague.email })).toBeVisible();
  await inspectViews(page, "inbox-note-menu");
  await field.focus();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(`Ask @${colleague.email} `);
  await page.keyboard.type("before promising anything");
  await page.keyboard.press("Enter");
  const note = page.locator("li[data-author=note]");
  await expect(note).toContainText(`Ask @${colleague.email} before promising anything`);
  await expect(field).toHaveValue("");
  const [kept] = await owner.trpc.note.list.query({ accountId, conversationId: conversation?.id ?? "" });
  expect(kept?.body).toMatch(/^Ask <@[\w-]+> before promising anything$/);
  const seen = other.locator("li[data-author=note]");
  await expect(seen).toContainText(`Ask @${colleague.email} before`);
  await expect(seen.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await inspectViews(page, "inbox-note");

  await note.getByRole("button", { name: "Edit" }).click();
  await note.getByRole("textbox", { name: "Change note" }).fill("Settled");
  await note.getByRole("button", { name: "Save" }).click();
  await expect(seen).toContainText("Settled");
  await expect(seen).toContainText("Edited");
  // Nobody took over, and nothing was sent.
  const after = await owner.trpc.conversation.list.query({ accountId });
  expect(after.conversations[0]).toMatchObject({ owner: "bot", lastMessageAt: conversation?.lastMessageAt });
  await note.getByRole("button", { name: "Remove" }).click();
  await note.getByRole("button", { name: "Remove" }).click();
  await expect(note).toHaveCount(0);
  await expect(seen).toHaveCount(0);

  await page.getByRole("radio", { name: "Reply" }).click();
  await page.getByRole("textbox", { name: "Message" }).pressSequentially("Yes");
  await expect(other.getByText(`${owner.email} is typing`)).toBeVisible();
  await other.getByRole("link", { name: "Home" }).first().click();
  await expect(page.getByText(`${colleague.email} is here too`)).toHaveCount(0);
  await page.context().close();
  await other.context().close();
});
