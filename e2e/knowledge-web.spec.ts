/** Web addresses and questions with answers on the Knowledge page: what can be shown without an internet. */
import type { Page } from "@playwright/test";
import { expect, joinAs, type SignedInUser, signInBrowser, test } from "./fixtures";
import { examine, inspectViews, picture } from "./looking";

async function openKnowledge(page: Page, url: string, user: SignedInUser, accountId: string): Promise<void> {
  await signInBrowser(page.context(), url, user);
  await page.goto(`${url}/accounts/${accountId}/knowledge`);
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an address inside the network is refused in words, and one that can't be had says why", async ({
  page,
  installation,
}) => {
  const { parley } = installation;
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  await openKnowledge(page, parley.url, owner, accountId);
  await expect(page.getByText("Add what your business knows")).toBeVisible();

  await choose(page, "Web page or site");
  const dialog = page.getByRole("dialog", { name: "Web page or site" });
  for (const address of ["http://127.0.0.1", "http://localhost", "http://[::1]", "http://169.254.169.254"]) {
    await dialog.getByLabel("Address").fill(address);
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(dialog.getByRole("alert")).toContainText("private network or to this very machine");
  }
  await picture(page, "refused");
  await examine(page);

  await dialog.getByLabel("Address").fill("parley-test.invalid/help");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("list", { name: "Web pages and sites" }).getByRole("listitem");
  await expect(row).toContainText("Not read", { timeout: 60_000 });
  await expect(row).toContainText(/There is no site by that name|can't be reached|robots.txt can't be fetched/);

  await row.getByRole("button", { name: /^Menu of/ }).click();
  await page.getByRole("menuitemradio", { name: "Every week" }).click();
  await expect(row).toContainText("next reading");
  await row.getByRole("button", { name: /^Menu of/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});

test("a question that was typed in is answered, changed and deleted", async ({ page, installation }) => {
  const { parley } = installation;
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  await openKnowledge(page, parley.url, owner, accountId);
  await choose(page, "Question and answer");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Write the question.")).toBeVisible();
  await dialog.getByLabel("Question").fill("Do you repair tandem bikes?");
  await dialog.getByLabel("Answer").fill("Yes, we repair tandem bikes within five days.");
  await dialog.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("list", { name: "Questions and answers" }).getByRole("listitem");
  await expect(row).toHaveText("Do you repair tandem bikes?", { timeout: 120_000 });

  await page.goto(`${parley.url}/accounts/${accountId}/playground`);
  await page.getByRole("textbox", { name: "Question" }).fill("Can you repair my tandem bike?");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText(/repair tandem bikes within five days/).first()).toBeVisible({ timeout: 30_000 });
  await expect(
    page.getByRole("list", { name: "Passages" }).getByText("Do you repair tandem bikes?").first(),
  ).toBeVisible();

  await page.goto(`${parley.url}/accounts/${accountId}/knowledge`);
  await row.getByRole("button", { name: "Do you repair tandem bikes?", exact: true }).click();
  await dialog.getByLabel("Answer").fill("No longer.");
  await picture(page, "answer-dialog");
  await examine(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  await choose(page, "Question and answer");
  await dialog.getByLabel("Question").fill("do you repair TANDEM bikes");
  await expect(dialog.getByText("Its answer will be replaced.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await row.getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});

const TABLE = [
  "question;answer",
  "Where can I park?;Behind the shop, two hours are free.",
  "Do you sell gift cards?;Yes, of any amount from 10 €.",
  "No answer here;",
].join("\n");

test("a table of questions is looked at, then imported; who only reads sees the answers and no way to change them", async ({
  page,
  context,
  installation,
}) => {
  const { parley } = installation;
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  await owner.trpc.knowledge.answers.add.mutate({ accountId, question: "Where can I park?", answer: "Nowhere." });
  await openKnowledge(page, parley.url, owner, accountId);
  await choose(page, "Import questions (CSV)");
  const dialog = page.getByRole("dialog", { name: "Import questions" });
  const file = { name: "questions.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE) };
  await dialog.getByLabel("File").setInputFiles(file);
  await expect(dialog.getByRole("list", { name: "First questions" }).getByRole("listitem")).toHaveCount(2);
  await expect(dialog.getByText("One question is already here.")).toBeVisible();
  await expect(dialog.getByText("Line 4: The answer is missing.")).toBeVisible();
  await picture(page, "import");
  await examine(page);
  await dialog.getByRole("button", { name: "Import 2 questions" }).click();
  await expect(page.getByText("1 question added, 1 replaced")).toBeVisible();
  const rows = page.getByRole("list", { name: "Questions and answers" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);

  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  await context.clearCookies();
  await openKnowledge(page, parley.url, viewer, accountId);
  await expect(page.getByRole("button", { name: "Add", exact: true })).toHaveCount(0);
  await expect(rows.getByRole("button", { name: /^(?:Change|Delete)/ })).toHaveCount(0);
  await rows.getByRole("button", { name: "Where can I park?" }).click();
  await expect(page.getByRole("region", { name: "Page 1" }).getByText("two hours are free")).toBeVisible();
});

test("how the page looks with documents, answers and a site that can't be read", async ({ page, installation }) => {
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  for (const [question, answer] of [
    ["Do you deliver on Saturdays?", "Yes, until noon."],
    ["Is there a workshop where I can repair my bicycle myself, and what does it cost by the hour?", "Not yet."],
  ] as const)
    await owner.trpc.knowledge.answers.add.mutate({ accountId, question, answer });
  await owner.upload(accountId, "prices.md", new TextEncoder().encode("# Prices\n\nA city bike is 18 € a day."));
  const source = { accountId, mode: "sitemap", recrawlEveryHours: 168 } as const;
  await owner.trpc.knowledge.web.add.mutate({ ...source, address: "https://parley-test.invalid/help" });
  const failed = async () => (await owner.trpc.knowledge.web.list.query({ accountId }))[0]?.state;
  await expect.poll(failed, { timeout: 60_000 }).toBe("failed");
  await openKnowledge(page, installation.parley.url, owner, accountId);
  const ready = page.getByRole("list", { name: "Documents" }).getByText("Ready");
  await expect(ready).toBeVisible({ timeout: 60_000 });
  await inspectViews(page, "knowledge-sources");
  await choose(page, "Web page or site");
  await page.getByRole("dialog").getByText("The whole site").click();
  await inspectViews(page, "web-source-dialog");
});
