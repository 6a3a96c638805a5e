/** Another search model: the page says how far it has come with what is known, and questions are answered meanwhile. */
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";
import { createApiClient } from "../scripts/api-client";
import { expect, install, PASSWORD, patient, signInBrowser, test } from "./fixtures";
import { examine, picture } from "./looking";
import { ParleyProcess } from "./parley-process";

const RENTALS = "# Kayaks\n\nEach kayak needs a deposit of fifty euros, which is given back when the kayak returns.\n";
const HOURS = "# Opening hours\n\nThe shop opens at nine in the morning and closes at six in the evening.\n";

let openai: OpenAiServer;
let installation: Awaited<ReturnType<typeof install>>;
let next: ParleyProcess;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  openai = await startOpenAiServer();
  installation = await install({});
  next = new ParleyProcess({
    PARLEY_DATA_DIR: installation.dataDir,
    PARLEY_CHROMIUM_ARGS: JSON.stringify(installation.whatsapp.launchArgs),
    OPENAI_API_KEY: "sk-local",
    OPENAI_BASE_URL: openai.url,
    OPENAI_MODEL: "local-chat",
    OPENAI_EMBEDDING_MODEL: "local-embedding",
  });
});
test.afterAll(async () => {
  await next.stop();
  await installation.dispose();
  await openai.close();
});

test("what is known is prepared for a new search model in sight, while answers go on", async ({ browser }) => {
  test.setTimeout(180_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Harbour House" });
  for (const [name, text] of Object.entries({ "rentals.md": RENTALS, "hours.md": HOURS }))
    await owner.upload(accountId, name, Buffer.from(text));
  const isReady = async () =>
    (await owner.trpc.knowledge.list.query({ accountId })).every(({ status }) => status === "ready");
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  expect(await owner.trpc.knowledge.preparation.query({ accountId })).toBeNull();
  await installation.parley.stop();

  openai.whenEmbedding(() => ({ kind: "status", status: 500, headers: { "retry-after-ms": "1" } }));
  await next.start();
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await signInBrowser(context, next.url, owner);
  const page = patient(await context.newPage());
  await page.goto(`${next.url}/accounts/${accountId}/knowledge`);
  const line = page.getByRole("status").filter({ hasText: "Preparing what the bot knows" });
  await expect(line).toContainText("0 of 2 passages. Answers go on meanwhile.", { timeout: 30_000 });
  await picture(page, "knowledge-preparing-light-wide");
  await examine(page);

  const { trpc } = createApiClient(next.url);
  await trpc.auth.signIn.mutate({ email: owner.email, password: PASSWORD });
  const asked = await trpc.playground.ask.mutate({ accountId, question: "How much is the deposit for a kayak?" });
  expect(asked.reply).toContain("fifty euros");

  openai.whenEmbedding(undefined);
  // Live: nobody loads the page anew.
  await expect(line).toHaveCount(0, { timeout: 90_000 });
  expect(await trpc.knowledge.preparation.query({ accountId })).toBeNull();
  await context.close();
});
