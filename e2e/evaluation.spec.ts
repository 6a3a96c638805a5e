/** Test questions in a browser: marked in the playground, run, and a regression named once a document is gone. */
import type { Browser, Page } from "@playwright/test";
import { expect, joinAs, patient, type SignedInUser, signInBrowser, test } from "./fixtures";
import { examine, picture } from "./looking";

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const RENTALS = "# Kayaks\n\nEach kayak needs a deposit of fifty euros, which is given back when the kayak returns.\n";
const HOURS = "# Opening hours\n\nThe shop opens at nine in the morning and closes at six in the evening.\n";
const QUESTION = "How much is the deposit for a kayak?";
const ELSEWHERE = "Who won the football championship in Brazil?";

async function openAs(browser: Browser, user: SignedInUser, url: string, theme: "light" | "dark" = "light") {
  const context = await browser.newContext({ colorScheme: theme, reducedMotion: "reduce", viewport: WIDE });
  await signInBrowser(context, new URL(url).origin, user);
  const page = patient(await context.newPage());
  await page.addInitScript((value) => localStorage.setItem("theme", value), theme);
  await page.goto(url);
  return page;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.getByRole("button", { name: "Ask" }).click();
}

async function waitUntilRead({ trpc }: SignedInUser, accountId: string): Promise<void> {
  const isReady = async () =>
    (await trpc.knowledge.list.query({ accountId })).every(({ status }) => status === "ready");
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
}

test("the right passage is marked in the playground, asked in a run, and named when its document is gone", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Harbour House" });
  const account = `${installation.parley.url}/accounts/${accountId}`;
  for (const [name, text] of Object.entries({ "rentals.md": RENTALS, "hours.md": HOURS }))
    await owner.upload(accountId, name, Buffer.from(text));
  await waitUntilRead(owner, accountId);

  const page = await openAs(browser, owner, `${account}/evaluation`);
  await expect(page.getByRole("button", { name: "Write one" })).toBeVisible();
  await expect(page.getByText("needs a language model")).toBeVisible();
  await picture(page, "evaluation-empty-light-wide");
  await examine(page);

  await page.getByRole("link", { name: "Mark one in the playground" }).click();
  await ask(page, QUESTION);
  const reasons = page.getByRole("complementary", { name: "Why this answer" });
  const first = reasons.getByRole("list", { name: "Passages" }).getByRole("listitem").first();
  await expect(first).toContainText("deposit of fifty euros");
  await first.getByRole("button", { name: "How it was found: passage 1" }).click();
  const how = first.locator("dl");
  await expect(how).toContainText(/Search by meaning\s*place \d+, score [\d.]+/);
  await expect(how).toContainText(/Search by words\s*place 1, score [\d.]+/);
  await expect(how).toContainText(/All together\s*[\d.]+/);
  await expect(how).toContainText(/Chance that it answers\s*Hedged\s*0\.\d+/);
  await first.getByRole("button", { name: "This is the right passage" }).click();
  await expect(page.getByText("Added to the test questions")).toBeVisible();
  await picture(page, "evaluation-playground-light-wide");
  await examine(page);
  await ask(page, ELSEWHERE);
  await expect(reasons.getByText(ELSEWHERE)).toBeVisible();
  await reasons.getByRole("button", { name: "Nothing should be answered here" }).click();
  const isAdded = async () => (await owner.trpc.evaluation.list.query({ accountId })).length;
  await expect.poll(isAdded).toBe(2);

  await page.goto(`${account}/evaluation`);
  const questions = page.getByRole("list", { name: "Test questions" });
  await expect(questions.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Run" }).click();
  // Live: nobody loads the page anew.
  const result = page.getByRole("region", { name: "Last result" });
  await expect(result).toContainText(/All right\s*100 %\s*2 of 2/, { timeout: 60_000 });
  await expect(result).toContainText(/Passage found\s*100 %\s*1 of 1/);
  await expect(result).toContainText(/Rightly not answered\s*100 %\s*1 of 1/);
  await expect(result).toContainText("The first result");

  const rentals = (await owner.trpc.knowledge.list.query({ accountId })).find(({ name }) => name === "rentals.md");
  await owner.trpc.knowledge.delete.mutate({ accountId, documentId: rentals?.id ?? "" });
  await page.getByRole("button", { name: "Run" }).click();
  const worse = page.getByRole("list", { name: "Got worse" }).getByRole("listitem");
  await expect(worse).toContainText(QUESTION, { timeout: 60_000 });
  await expect(worse).toContainText("The passage is no longer found.");
  await expect(worse).toContainText("Before: answered");
  await expect(worse).toContainText("Now: handed to a person");
  await expect(result).toContainText("Since the run before, the documents changed.");
  await expect(page.getByRole("heading", { name: "50 % came out right, down from 100 %." })).toBeVisible();
  await picture(page, "evaluation-regression-light-wide");
  await examine(page);

  const dark = await openAs(browser, owner, `${account}/evaluation`, "dark");
  await expect(dark.getByRole("list", { name: "Got worse" })).toContainText(QUESTION);
  await picture(dark, "evaluation-regression-dark-wide");
  await examine(dark);
  await dark.setViewportSize(PHONE);
  await dark.getByText("All results as a table").click();
  await picture(dark, "evaluation-regression-dark-phone");
  await examine(dark);
  await dark.context().close();

  await page.getByText("All results as a table").click();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("region", { name: "Earlier result" })).toContainText(/All right\s*100 %/);
  await page.context().close();
});

test("a table is imported with a preview, and a viewer sees the questions and changes nothing", async ({
  browser,
  installation,
}) => {
  test.setTimeout(120_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Harbour House" });
  const url = `${installation.parley.url}/accounts/${accountId}/evaluation`;
  const page = await openAs(browser, owner, url);
  await page.getByRole("button", { name: "Import a table" }).click();
  const dialog = page.getByRole("dialog");
  const table = "question;expected\nWhen do you open?;At nine\nDo you sell cars?;-\nAnd what about this?;\n";
  await dialog
    .getByLabel("File")
    .setInputFiles({ name: "tests.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await expect(dialog).toContainText("Line 4: What is expected is missing.");
  await picture(page, "evaluation-import-light-wide");
  await examine(page);
  await dialog.getByRole("button", { name: "Import 2 questions" }).click();
  await expect(page.getByRole("list", { name: "Test questions" }).getByRole("listitem")).toHaveCount(2);

  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const reading = await openAs(browser, viewer, url);
  await expect(reading.getByRole("list", { name: "Test questions" }).getByRole("listitem")).toHaveCount(2);
  await expect(reading.getByText("Owners and admins can run them")).toBeVisible();
  for (const name of [/^Run$/, /^Add$/, /^Change /, /^Delete /])
    await expect(reading.getByRole("button", { name })).toHaveCount(0);
  await expect(viewer.trpc.evaluation.start.mutate({ accountId })).rejects.toThrow(/FORBIDDEN|allowed|role/i);
  await reading.context().close();
  await page.context().close();
});

test("what a customer asked becomes a test question in the inbox, with the passage that answered it", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { parley, whatsapp } = installation;
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Harbour House" });
  for (const [name, text] of Object.entries({ "rentals.md": RENTALS, "hours.md": HOURS }))
    await owner.upload(accountId, name, Buffer.from(text));
  await waitUntilRead(owner, accountId);
  const number = `3518${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const phone = whatsapp.phone(number);
  await owner.trpc.connection.start.mutate({ accountId });
  const connection = () => owner.trpc.connection.get.query({ accountId });
  await expect.poll(async () => (await connection()).qr, { timeout: 60_000 }).not.toBeNull();
  whatsapp.scan((await connection()).qr ?? "", phone);
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("ready");
  phone.customer(`49${number.slice(2)}`, { name: "Marta" }).sendText(QUESTION);

  const page = await openAs(browser, owner, `${parley.url}/accounts/${accountId}/inbox`);
  await page.getByRole("link", { name: /Marta/ }).click();
  const messages = page.getByRole("log", { name: "Messages" });
  await expect(messages.getByText("deposit of fifty euros")).toBeVisible({ timeout: 60_000 });
  await messages.getByText(QUESTION).hover();
  await messages.getByRole("button", { name: "Add to test questions" }).click();
  await expect(page.getByText("Added to the test questions")).toBeVisible();
  await page.getByRole("button", { name: "See them" }).click();
  const question = page.getByRole("list", { name: "Test questions" }).getByRole("listitem");
  await expect(question).toContainText(QUESTION);
  await expect(question).toContainText("finds the passage from “rentals.md”");
  await expect(question).toContainText(/from a conversation/i);
  await page.context().close();
});
