/** What operators work with in the inbox: finding messages and people, filters, and notes of the team. */
import { aRule } from "@/domain/automation/rule-fixture";
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
  const pages: string[] = [];
  page.on("request", (request) => {
    const { rsc, "next-router-prefetch": isAhead } = request.headers();
    // What the rail's links fetch ahead has nothing to do with it.
    if (rsc && !isAhead) pages.push(new URL(request.url()).pathname);
  });
  await page.getByRole("radio", { name: "Unassigned" }).click();
  await expect(page).toHaveURL(/filter=unassigned/);
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list).toContainText("Marta Sousa");
  // Another list is none of the page beside it: the server isn't asked for that again.
  expect(pages.filter((path) => path.endsWith("/inbox"))).toEqual([]);
  await inspectViews(page, "inbox-filters");
  await owner.trpc.conversation.close.mutate({ accountId, conversationId: conversation?.id ?? "" });
  await page.getByRole("radio", { name: "Closed" }).click();
  await expect(list).toContainText("Marta Sousa");
  // The way back leads to the list that was chosen.
  await list.getByRole("link").first().click();
  await expect(page).toHaveURL(/inbox\/cnv_\w+\?filter=closed$/);
  await page.goBack();
  await expect(page).toHaveURL(/inbox\?filter=closed$/);
  await expect(page.getByRole("radio", { name: "Closed" })).toBeChecked();
  await expect(page.getByRole("log", { name: "Messages" })).toBeHidden();
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

test("a list with its filters is saved as a view, shared, and put back after it was removed", async ({
  browser,
  installation,
}) => {
  test.setTimeout(300_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const { trpc } = owner;
  const { definition } = aRule({ actions: [{ kind: "add_tag", tag: "regular" }] });
  const { ruleId } = await trpc.automation.create.mutate({ accountId, name: "Regulars", definition });
  await trpc.automation.setOn.mutate({ accountId, ruleId, isOn: true });
  customer.sendText("Do you open on Sunday?");
  await expect.poll(() => trpc.analytics.tags.query({ accountId }), { timeout: 60_000 }).toEqual(["regular"]);
  const colleague = await installation.signUp();
  await joinAs(colleague, { owner, accountId, role: "viewer" });
  const url = `${installation.parley.url}/accounts/${accountId}/inbox`;
  const page = await openAs(browser, { user: owner, errors, url });
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list).toContainText("Marta Sousa");

  await page.getByRole("button", { name: "Views" }).click();
  await expect(page.getByText("No views yet.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Filter" }).click();
  const filter = page.getByRole("dialog", { name: "Filter" });
  await filter.getByRole("combobox", { name: "List" }).selectOption("Unassigned");
  await filter.getByRole("button", { name: "regular" }).click();
  await inspectViews(page, "inbox-filter");
  await filter.getByRole("button", { name: "Show conversations" }).click();
  await expect(page).toHaveURL(/filter=unassigned&tag=regular$/);
  await expect(list).toContainText("Marta Sousa");
  await expect(page.getByRole("button", { name: /^Filter/ })).toBeFocused();

  await page.getByRole("button", { name: "Save as a view" }).click();
  const save = page.getByRole("dialog", { name: "Save a view" });
  await save.getByRole("button", { name: "Save" }).click();
  await expect(save.getByText("Give the view a name.")).toBeVisible();
  await save.getByRole("textbox", { name: "Name" }).fill("Our regulars");
  await inspectViews(page, "inbox-save-view");
  await save.getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(save).toBeHidden();
  await expect(page).toHaveURL(/\?view=vew_\w+$/);
  const bookmark = page.url();
  const chosen = page.getByRole("button", { name: "View: Our regulars" });
  await expect(chosen).toBeFocused();
  await inspectViews(page, "inbox-view");

  // It stays when a conversation is opened and left again, and the keyboard reaches everything.
  await list.getByRole("link").first().click();
  await expect(page).toHaveURL(/inbox\/cnv_\w+\?view=vew_\w+$/);
  await chosen.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Our regulars" })).toBeChecked();
  await examine(page, "[role=menu]");
  await picture(page, "inbox-views-menu");
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Remove Our regulars" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Rename or share…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const edit = page.getByRole("dialog", { name: "Change the view" });
  await edit.getByRole("textbox", { name: "Name" }).fill("Regulars");
  await edit.getByRole("switch", { name: "Share with your team" }).click();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "View: Regulars" })).toBeVisible();

  // A colleague who may only read has it, and can't change it.
  const other = await openAs(browser, { user: colleague, errors, url });
  await other.getByRole("button", { name: "Views" }).click();
  await other.getByRole("menuitemradio", { name: "Regulars" }).click();
  await expect(other).toHaveURL(bookmark);
  await expect(other.getByRole("list", { name: "Filters" })).toContainText("regular");
  await other.getByRole("button", { name: "View: Regulars" }).click();
  await expect(other.getByText("Operators, admins and owners can change this view.")).toBeVisible();
  await expect(other.getByRole("menuitem", { name: /Remove/ })).toHaveCount(0);
  await other.keyboard.press("Escape");

  // What is changed in it can be kept.
  await page.getByRole("button", { name: "Remove filter: Unassigned" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Regulars shows what you see now")).toBeVisible();
  await expect(page).toHaveURL(/\?view=vew_\w+$/);
  await expect(other.getByRole("button", { name: "Remove filter: Unassigned" })).toHaveCount(0);

  // Removed, whoever looks at it sees all and is told why; put back, its address leads there again.
  await page.getByRole("button", { name: "View: Regulars" }).click();
  await page.getByRole("menuitem", { name: "Remove Regulars" }).click();
  await expect(page).not.toHaveURL(/view=/);
  await expect(other.getByText("That view is no longer here.")).toBeVisible();
  await expect(other.getByRole("list", { name: "Conversations" })).toContainText("Marta Sousa");
  await picture(other, "inbox-view-gone");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "View: Regulars" })).toBeVisible();
  await page.goto(bookmark);
  await expect(page.getByRole("list", { name: "Filters" })).toContainText("regular");
  await page.getByRole("radio", { name: "All" }).click();
  await expect(page).not.toHaveURL(/view=|tag=/);
  await page.context().close();
  await other.context().close();
});
