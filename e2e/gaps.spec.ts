/** What the bot can't answer, in a browser: collected, answered with what the team replied, and then answered by the bot. */
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("a question that nothing answers is answered once, from what the team replied, and then by the bot", async ({
  browser,
  installation,
}) => {
  test.setTimeout(300_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const { url } = installation.parley;
  const gaps = () => owner.trpc.knowledge.gaps.list.query({ accountId });
  await owner.upload(accountId, "hours.txt", new TextEncoder().encode("We are open from 9 to 18 on weekdays."));
  await expect
    .poll(async () => (await owner.trpc.knowledge.list.query({ accountId }))[0]?.status, { timeout: 60_000 })
    .toBe("ready");

  const page = await openAs(browser, { user: owner, errors, url: `${url}/accounts/${accountId}/knowledge/gaps` });
  await expect(page.getByRole("heading", { name: "No open questions" })).toBeVisible();
  await inspectViews(page, "gaps-empty");

  customer.sendText("Do you repair wooden boats?");
  await customer.nextReply(60_000);
  customer.sendText("¿Tienen sauna finlandesa en el hotel?");
  await customer.nextReply(60_000);
  await expect.poll(async () => (await gaps()).openCount, { timeout: 60_000 }).toBe(2);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const conversationId = conversation?.id ?? "";

  // Live: nobody loads the page anew.
  const questions = page.getByRole("list", { name: "Questions" });
  const boats = questions.getByRole("listitem").filter({ hasText: "Do you repair wooden boats?" });
  const sauna = questions.getByRole("listitem").filter({ hasText: "sauna finlandesa" });
  await expect(boats).toContainText("Asked once, never answered well: handed to a person.", { timeout: 30_000 });
  await expect(sauna).toContainText("Spanish");

  await test.step("home and the knowledge lead there", async () => {
    await page.goto(`${url}/accounts/${accountId}/home`);
    const needs = page.getByRole("list", { name: "Needs you" });
    await expect(needs.getByText("2 questions of customers that the bot can't answer well.")).toBeVisible();
    await needs.getByRole("link", { name: "Answer once for all" }).click();
    await expect(page).toHaveURL(/\/knowledge\/gaps$/);
    await page.goto(`${url}/accounts/${accountId}/knowledge`);
    await page.getByRole("link", { name: "Answer once for all" }).click();
    await expect(page.getByRole("heading", { name: "Knowledge gaps" })).toBeVisible();
  });

  await test.step("a viewer reads them and decides nothing", async () => {
    const viewer = await installation.signUp();
    await joinAs(viewer, { owner, accountId, role: "viewer" });
    const theirs = await openAs(browser, { user: viewer, errors, url: page.url() });
    await expect(theirs.getByRole("list", { name: "Questions" })).toContainText("wooden boats");
    await expect(theirs.getByRole("button", { name: /Add to knowledge|Dismiss/ })).toHaveCount(0);
    await expect(theirs.getByText(/can answer them\.$/)).toBeVisible();
    await theirs.context().close();
  });

  await test.step("dismissing can be undone", async () => {
    await sauna.getByRole("button", { name: /^Dismiss/ }).click();
    await expect(sauna).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(sauna).toBeVisible();
    await sauna.getByRole("button", { name: /^Dismiss/ }).click();
    await expect(sauna).toHaveCount(0);
    await page.getByRole("radio", { name: /^Dismissed/ }).click();
    await sauna.getByRole("button", { name: /^Bring back/ }).click();
    await page.getByRole("radio", { name: /^Open/ }).click();
    await expect(sauna).toBeVisible();
  });

  await test.step("without a reply of the team, the answer is theirs to write", async () => {
    await sauna.getByRole("button", { name: /^Add to knowledge/ }).click();
    const dialog = page.getByRole("dialog", { name: "Add to knowledge" });
    await expect(dialog).toContainText("Nobody of your team has answered this");
    await expect(dialog.getByRole("textbox", { name: "Answer" })).toHaveValue("");
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("asked again in other words, after a person's reply", async () => {
    customer.sendText("hi, wooden boats, do you repair them please?");
    await customer.nextReply(60_000);
    await owner.trpc.conversation.reply.mutate({
      accountId,
      conversationId,
      text: "Hello Marta, wooden boats are repaired in our harbour workshop for 80 euros an hour. Write to ana@example.com.",
      idempotencyKey: "the-reply-of-ana",
    });
    await customer.nextReply(60_000);
    await expect(boats).toContainText("Asked twice", { timeout: 30_000 });
    await inspectViews(page, "gaps");
  });

  await test.step("the draft says where it comes from, can be changed, and closes the question", async () => {
    await boats.getByRole("button", { name: /^Add to knowledge/ }).click();
    const dialog = page.getByRole("dialog", { name: "Add to knowledge" });
    await expect(dialog).toContainText("Your team answered this once");
    await expect(dialog.getByRole("list", { name: "Where your team answered" }).getByRole("link")).toHaveCount(1);
    const answer = dialog.getByRole("textbox", { name: "Answer" });
    await expect(answer).toHaveValue(
      "Hello [name], wooden boats are repaired in our harbour workshop for 80 euros an hour. Write to [e-mail].",
    );
    await expect(dialog).toContainText("has been taken out");
    await inspectViews(page, "gaps-dialog");
    await examine(page, "[role=dialog]");
    await answer.fill("Wooden boats are repaired in our harbour workshop for 80 euros an hour.");
    await dialog.getByRole("button", { name: "Add to knowledge" }).click();
    await expect(boats).toHaveCount(0);
    await page.getByRole("radio", { name: /^Answered/ }).click();
    await expect(boats).toBeVisible();
    await picture(page, "gaps-answered");
  });

  await test.step("the next such question is answered by the bot, in other words too", async () => {
    await expect
      .poll(async () =>
        (await owner.trpc.knowledge.list.query({ accountId })).every(({ status }) => status === "ready"),
      )
      .toBe(true);
    await owner.trpc.conversation.returnToBot.mutate({ accountId, conversationId });
    customer.sendText("Can you repair my wooden boat?");
    expect((await customer.nextReply(60_000)).body).toContain("80 euros an hour");
    await expect
      .poll(async () => (await gaps()).open.map(({ question }) => question), { timeout: 30_000 })
      .toEqual(["¿Tienen sauna finlandesa en el hotel?"]);
  });

  await test.step("analytics show what is asked most, and what of it fails", async () => {
    await page.goto(`${url}/accounts/${accountId}/analytics`);
    const top = page.getByRole("list", { name: "Top questions" });
    await expect(top.getByRole("listitem").first()).toContainText("wooden boat");
    await expect(page.getByRole("list", { name: "Unanswered" })).toContainText("sauna finlandesa");
    await top.scrollIntoViewIfNeeded();
    await inspectViews(page, "analytics-questions");
    await page.getByRole("button", { name: "Show as table: Top questions" }).click();
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(3);
  });
  await page.context().close();
});
