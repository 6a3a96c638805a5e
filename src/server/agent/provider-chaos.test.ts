import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "@/server/logger";
import { type ChatRequest, type OpenAiServer, type Script, startOpenAiServer } from "@/test/openai-server";
import { anAgent, aPassage, ask, hopelessSignals } from "./agent-fixture";
import { createModelChain } from "./model-chain";
import { createChatModel } from "./models";
import { type AgentDeps, wentWrong } from "./pipeline";

const MAIN = "main-model";
const OTHER = "other-model";
const question = "How much is express delivery?";
const history = [{ role: "customer" as const, text: "What does standard delivery cost?" }];
/** Stands for the twenty seconds that a turn waits for models. */
const PATIENCE_MS = 600;
/** What picking sentences takes after that, on a very busy machine. */
const AFTER_PATIENCE_MS = 20_000;

const FAILURES: Record<string, Script> = {
  "429": { kind: "status", status: 429, headers: { "retry-after-ms": "1" } },
  "429 with a long wish": { kind: "status", status: 429, headers: { "retry-after": "60" } },
  "500": { kind: "status", status: 500, headers: { "retry-after-ms": "1" } },
  hang: { kind: "hang" },
  drop: { kind: "drop" },
  "malformed JSON": { kind: "raw", body: '{"choices": [' },
  "no JSON": { kind: "raw", body: "<html>Bad gateway</html>" },
  "cut stream": { kind: "raw", body: '{"id":"chat-1","choices":[{"index":0,"message":', isCut: true },
  "wrong schema of the server": { kind: "raw", body: '{"answer":"twelve dollars"}' },
  "wrong schema of the model": { kind: "reply", content: { reply: "twelve dollars" } },
  "an empty reply": { kind: "reply", content: "" },
};

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

/** For a model that may hang, and for one that answers as soon as a busy machine lets it. */
const [SHORT_MS, AMPLE_MS] = [250, 20_000];
const chatModel = (model: string, timeoutMs: number) =>
  createChatModel({ apiKey: "key", baseURL: server.url, model }, { timeoutMs, maxRetries: 2 });
let clock = 1_000_000;
const chain = (names: string[], timeouts: readonly number[]) => {
  const models = names.map((name, index) => chatModel(name, timeouts[index] ?? AMPLE_MS));
  return createModelChain({
    models: [models[0]!, ...models.slice(1)],
    logger: silentLogger(),
    now: () => new Date(clock),
  });
};
/** Models that answer or fail by themselves. */
const agent = (names: string[], timeouts: readonly number[] = []) =>
  anAgent({ models: chain(names, timeouts), patienceMs: AMPLE_MS });
/** Models that may all hang. */
const hurriedAgent = (names: string[], more: Partial<AgentDeps> = {}) =>
  anAgent({ models: chain(names, [SHORT_MS, SHORT_MS]), patienceMs: PATIENCE_MS, ...more });
const answered = { action: "answer", sentences: [{ text: "Express delivery costs $12.", citations: [1] }] };
const modelOf = (index: number) => server.chats()[index]?.body.model;

describe.each(Object.entries(FAILURES))("every model says %s", (_, failure) => {
  test("and the turn ends with an answer from the documents, in time", async () => {
    server.whenChat(() => failure);
    const started = performance.now();
    const result = await ask(hurriedAgent([MAIN, OTHER]), question, { history });
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS + AFTER_PATIENCE_MS);
    expect(result).toMatchObject({ decision: "answer", trace: { model: "extractive" } });
    expect(result.reply).toContain("$12");
    expect(wentWrong(result.trace, { answerModel: MAIN })).toBe(true);
  });

  test("and what the documents don't answer goes to a person, with words for the customer", async () => {
    server.whenChat(() => failure);
    const hopeless = hurriedAgent([MAIN], { retrieve: async () => [aPassage({ signals: hopelessSignals })] });
    const result = await ask(hopeless, question);
    expect(result.decision).toBe("handoff");
    expect(result.reply).not.toBe("");
    expect(result.handoffReason).not.toBe("");
  });

  test("but the other model doesn't, and answers", async () => {
    const isOther = () => modelOf(server.chats().length - 1) === OTHER;
    server.whenChat(() => (isOther() ? { kind: "reply", content: answered } : failure));
    const result = await ask(agent([MAIN, OTHER], [SHORT_MS]), question);
    expect(result).toMatchObject({ decision: "answer", trace: { model: OTHER, dropped: [] } });
    expect(result.trace.steps).toContainEqual(
      expect.objectContaining({ name: "answer", note: `${MAIN} failed; ${OTHER} answered.` }),
    );
    expect(wentWrong(result.trace, { answerModel: MAIN })).toBe(true);
  });
});

test("a model that works answers, and nothing went wrong", async () => {
  server.whenChat(() => ({ kind: "reply", content: answered }));
  const result = await ask(agent([MAIN, OTHER]), question);
  expect(result.trace.model).toBe(MAIN);
  expect(wentWrong(result.trace, { answerModel: MAIN })).toBe(false);
  expect(server.chats()).toHaveLength(1);
});

test("a call is tried three times at most, and not again when the server wants to be left alone", async () => {
  server.whenChat(() => FAILURES["500"]!);
  await ask(agent([MAIN]), question);
  expect(server.chats()).toHaveLength(3);
  server.whenChat(() => FAILURES["429 with a long wish"]!);
  await ask(agent([MAIN]), question);
  expect(server.chats()).toHaveLength(4);
});

test("a model that keeps failing is not waited for any more, until its pause is over", async () => {
  const isOther = () => modelOf(server.chats().length - 1) === OTHER;
  let works = false;
  server.whenChat((_request: ChatRequest) =>
    works || isOther() ? { kind: "reply", content: answered } : { kind: "status", status: 400 },
  );
  const patient = agent([MAIN, OTHER]);
  for (let turn = 0; turn < 3; turn++) await ask(patient, question);
  const before = server.chats().length;
  const result = await ask(patient, question);
  expect(result.trace.model).toBe(OTHER);
  expect(
    server
      .chats()
      .slice(before)
      .map(({ body }) => body.model),
  ).toEqual([OTHER]);

  works = true;
  clock += 20_000;
  expect((await ask(patient, question)).trace.model).toBe(MAIN);
});

test("when every circuit is open the documents answer at once", async () => {
  server.whenChat(() => ({ kind: "status", status: 401 }));
  const tired = agent([MAIN]);
  for (let turn = 0; turn < 3; turn++) await ask(tired, question);
  const before = server.chats().length;
  expect((await ask(tired, question)).trace.model).toBe("extractive");
  expect(server.chats()).toHaveLength(before);
});

test("a stop of the process is no fault of the model", async () => {
  server.whenChat(() => ({ kind: "hang" }));
  const models = chain([MAIN], []);
  const input = { question, history, accountName: "Corner Shop", language: "en", passages: [aPassage()] };
  for (let turn = 0; turn < 5; turn++) {
    const stopped = new AbortController();
    const asked = models.draftAnswer(input, stopped.signal);
    stopped.abort(new Error("shutting down"));
    await expect(asked).rejects.toThrow();
  }
  server.whenChat(() => ({ kind: "reply", content: answered }));
  expect((await models.draftAnswer(input, new AbortController().signal)).model).toBe(MAIN);
});
