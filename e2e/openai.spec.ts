/** The same product with a model configured: a local server that speaks OpenAI's protocol, over HTTP. */
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";
import { sampleDocuments } from "../scripts/sample-documents";
import { expect, install, type SignedInUser, test } from "./fixtures";

const QUESTION = "How much is the deposit for an electric bike?";

let openai: OpenAiServer;
let installation: Awaited<ReturnType<typeof install>>;
let owner: SignedInUser;
let accountId: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  openai = await startOpenAiServer();
  installation = await install({
    OPENAI_API_KEY: "sk-local",
    OPENAI_BASE_URL: openai.url,
    OPENAI_MODEL: "local-chat",
    OPENAI_EMBEDDING_MODEL: "local-embedding",
  });
  owner = await installation.signUp();
  accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  for (const { name, bytes } of await sampleDocuments()) await owner.upload(accountId, name, bytes);
  const documents = () => owner.trpc.knowledge.list.query({ accountId });
  await expect
    .poll(async () => (await documents()).map(({ status }) => status), { timeout: 60_000 })
    .toEqual(["ready", "ready", "ready", "ready"]);
});
test.afterAll(async () => {
  await installation.dispose();
  await openai.close();
});

const ask = () => owner.trpc.playground.ask.mutate({ accountId, question: QUESTION });

test("a model's sentence that its passage supports is the answer, with what it cost", async () => {
  openai.whenChat(() => ({
    kind: "reply",
    content: { action: "answer", sentences: [{ text: "The deposit for an electric bike is 400 €.", citations: [1] }] },
  }));
  const answer = await ask();
  expect(answer.decision).toBe("answer");
  expect(answer.reply).toContain("400 €");
  expect(answer.citations.map(({ documentName, page }) => `${documentName} ${page}`)).toEqual([
    "rental-handbook.pdf 1",
  ]);
  expect(answer.trace.model).toBe("local-chat");
  expect(answer.trace.usage?.inputTokens).toBeGreaterThan(0);
  const embedded = openai.seen.filter(({ path }) => path.endsWith("/embeddings"));
  expect(embedded.length).toBeGreaterThan(0);
  expect(embedded.every(({ authorization }) => authorization === "Bearer sk-local")).toBe(true);
});

test("an invented price never reaches the customer: the question goes to a person", async () => {
  openai.whenChat(() => ({
    kind: "reply",
    content: { action: "answer", sentences: [{ text: "The deposit for an electric bike is 75 €.", citations: [1] }] },
  }));
  const answer = await ask();
  expect(answer.reply).not.toContain("75");
  expect(answer.decision).toBe("handoff");
  expect(answer.trace.dropped).toHaveLength(1);
});

test("a model that is down is no reason for silence: the documents answer", async () => {
  openai.whenChat(() => ({ kind: "status", status: 500, message: "overloaded" }));
  const answer = await ask();
  expect(answer.decision).toBe("answer");
  expect(answer.reply).toContain("400");
});
