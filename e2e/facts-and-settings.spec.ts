/** What is known of a customer is corrected, a draft is tried in the playground, and an answer says what it was made with. */
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { expect, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("what is known is corrected, added to, removed and put back, and others see it at once", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Hi, my name is Marta Sosa");
  await customer.nextReply(60_000);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  const conversationId = conversation?.id ?? "";
  const url = `${installation.parley.url}/accounts/${accountId}/inbox/${conversationId}`;
  const page = await openAs(browser, { user: owner, errors, url });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Details" }).click();
  const known = page.getByRole("list", { name: "Known" });
  await expect(known).toContainText("Marta Sosa");
  await expect(known).toContainText("From what they wrote");

  await page.getByRole("button", { name: "Correct Name" }).click();
  const form = page.getByRole("form", { name: "What is known" });
  await form.getByLabel("Name").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Write what it is.")).toBeVisible();
  await form.getByLabel("Name").fill("Marta Sousa");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(known).toContainText("Marta Sousa");
  await expect(known).toContainText("Noted by");

  await page.getByRole("button", { name: "Add", exact: true }).click();
  await form.getByLabel("What").selectOption("language");
  await form.getByLabel("Value").selectOption("pt");
  await picture(page, "facts-form-light-1440");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(known).toContainText("Portuguese");

  await page.getByRole("button", { name: "Remove Language" }).click();
  await expect(known).not.toContainText("Portuguese");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(known).toContainText("Portuguese");

  // Somebody else of the team, somewhere else.
  await owner.trpc.conversation.saveFact.mutate({ accountId, conversationId, name: "city", value: "Porto" });
  await expect(known).toContainText("Porto");
  customer.sendText("my name is Ana, by the way");
  // It is told once that a person will answer, so there is no reply to wait for.
  const last = async () =>
    (await owner.trpc.conversation.messages.query({ accountId, conversationId })).messages.at(-1);
  await expect
    .poll(async () => ((await last())?.body.includes("Ana") ? (await last())?.turnId : null), { timeout: 60_000 })
    .not.toBeNull();
  await expect(known).toContainText("Marta Sousa");
  await inspectViews(page, "facts");
  await page.context().close();
});

test("a draft is tried before it is published, and each answer says what it was made with", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const url = `${installation.parley.url}/accounts/${accountId}/playground`;
  const page = await openAs(browser, { user: owner, errors, url });
  await expect(page.getByRole("heading", { name: "Playground" })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Try the draft" })).toHaveCount(0);
  const greeting = "Welcome to the new shop";
  const settings = { ...DEFAULT_ANSWER_SETTINGS, greeting };
  await owner.trpc.config.saveDraft.mutate({ accountId, settings, revision: 0 });
  const ask = async () => {
    await page.getByRole("textbox", { name: "Question" }).fill("Hello");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
  };
  const log = page.getByRole("log", { name: "Answers" });
  const isTrying = page.getByRole("switch", { name: "Try the draft" });
  await expect(isTrying).not.toBeChecked();
  await ask();
  await expect(log.getByText("Version 1")).toBeVisible();
  await expect(log).not.toContainText(greeting);
  await isTrying.click();
  await ask();
  await expect(log.getByText("With the draft")).toBeVisible();
  await expect(log).toContainText(greeting);
  const why = page.getByRole("complementary", { name: "Why this answer" });
  await expect(why.getByText("It was a greeting or a few kind words, so no document was searched.")).toBeVisible();
  await expect(why.getByText(/^The draft, saved .* by /)).toBeVisible();
  await inspectViews(page, "playground-draft");

  await owner.trpc.config.publish.mutate({ accountId, revision: 1, liveVersion: 1, note: null });
  await expect(isTrying).toHaveCount(0);
  customer.sendText("Hello");
  expect((await customer.nextReply(60_000)).body).toContain(greeting);
  const [conversation] = (await owner.trpc.conversation.list.query({ accountId })).conversations;
  await page.goto(`${installation.parley.url}/accounts/${accountId}/inbox/${conversation?.id}`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: /^Why this answer/ }).click();
  const details = page.getByRole("complementary").filter({ hasText: "Steps" });
  await expect(details.getByText("It was a greeting or a few kind words, so no document was searched.")).toBeVisible();
  await expect(details).not.toContainText("No document has anything close");
  await expect(details.getByText(/^Version 2, published .* by /)).toBeVisible();
  await expect(details.getByRole("link", { name: "Version 2" })).toHaveAttribute("href", /\/ai$/);
  await picture(page, "why-light-1440");
  await inspectViews(page, "why");
  await page.context().close();
});
