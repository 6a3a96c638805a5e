/** Answers of accounts with a provider of their own, over HTTP: who is asked, and who is not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "@/env";
import { anAgent, ask } from "@/server/agent/agent-fixture";
import { createModelChoice } from "@/server/agent/model-choice";
import { modelProviders } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aMember, aModelProvider, aUser } from "@/test/factories";
import { type OpenAiServer, type Script, startOpenAiServer } from "@/test/openai-server";
import { createModelMaker, createModelServers } from "./model-servers";

const SECRET_KEY = new Uint8Array(32).fill(7);
const EXPRESS = "How much is express delivery?";
const BROKEN: Script = { kind: "status", status: 401, message: "Incorrect API key provided" };

let handle: TestDatabase;
let installed: OpenAiServer;
let own: OpenAiServer;
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  [installed, own] = await Promise.all([startOpenAiServer(), startOpenAiServer()]);
  for (const server of [installed, own]) server.whenChat(answering);
  accountId = (await aMember(handle.db, { userId: (await aUser(handle.db)).id, role: "owner" })).accountId;
});
afterEach(() => Promise.all([installed.close(), own.close()]));

const answering = () => ({
  kind: "reply" as const,
  content: { action: "answer", sentences: [{ text: "Express delivery costs $12.", citations: [1] }] },
});
const fail = (words: string): never => {
  throw new Error(words);
};
const portOf = ({ url }: OpenAiServer) => new URL(url).host;

/** As one process is wired; another one over the same database is another call. */
function aProcess({ hasModel = true, secretKey = SECRET_KEY } = {}) {
  const env = readEnv({
    PARLEY_MODEL_HOSTS: portOf(own),
    ...(hasModel
      ? { OPENAI_API_KEY: "sk-installed", OPENAI_BASE_URL: installed.url, OPENAI_MODEL: "installed-model" }
      : {}),
  });
  const deps = { logger: silentLogger(), now: () => new Date() };
  const servers = createModelServers({ env, db: handle.db, secretKey, ...deps });
  const usage = { today: async () => 0, add: async () => undefined };
  const choice = createModelChoice({ findModels: servers.findModels, create: createModelMaker(deps), usage });
  const agent = anAgent({ choice });
  return { ...servers, ask: (account = accountId) => ask(agent, EXPRESS, { accountId: account }) };
}
const anOwnProvider = (more: Partial<Parameters<typeof aModelProvider>[1]> = {}) =>
  aModelProvider(handle.db, { accountId, kind: "custom", baseUrl: own.url, ...more });
const keysAt = (server: OpenAiServer) => [...new Set(server.chats().map(({ authorization }) => authorization))];

test("an account with a provider of its own is answered by it, and the others by the installation's", async () => {
  await anOwnProvider({ key: "sk-own" });
  const { ask } = aProcess();
  expect((await ask()).trace.model).toBe("own-model");
  expect(keysAt(own)).toEqual(["Bearer sk-own"]);
  expect(installed.seen).toEqual([]);
  const other = await aMember(handle.db);
  expect((await ask(other.accountId)).trace.model).toBe("installed-model");
  expect(keysAt(installed)).toEqual(["Bearer sk-installed"]);
});

test("it uses a model though the installation has none, for test questions too", async () => {
  const { ask, writerFor } = aProcess({ hasModel: false });
  expect((await ask()).trace.model).toBe("extractive");
  expect(await writerFor(accountId)).toMatchObject({ writer: null });
  await anOwnProvider();
  expect((await ask()).trace.model).toBe("own-model");
  const { writer } = await writerFor(accountId);
  own.enqueue({ kind: "reply", content: "[]" });
  expect(await writer?.writeQuestions([{ text: "We open at nine." }], 1, new AbortController().signal)).toBe("[]");
});

describe("an own provider that fails", () => {
  test("is stood in for by its fallback model, then by the documents, and never by the installation's model", async () => {
    await anOwnProvider({ fallbackModel: "own-fallback" });
    own.whenChat(() => BROKEN);
    const { ask } = aProcess();
    const result = await ask();
    expect(result).toMatchObject({ decision: "answer", trace: { model: "extractive" } });
    expect([...new Set(own.chats().map(({ body }) => body.model))]).toEqual(["own-model", "own-fallback"]);
    expect(installed.seen).toEqual([]);
    own.whenChat(answering);
    own.enqueue({ kind: "status", status: 404, message: "The model does not exist" });
    // Refused formats are asked for in other ways before a model counts as failed.
    own.enqueue(BROKEN);
    expect((await aProcess().ask()).trace.model).toBe("own-fallback");
  });

  test("is left alone after a while, and nobody else's is with it", async () => {
    await anOwnProvider({ key: "sk-broken" });
    const other = await aMember(handle.db);
    await anOwnProvider({ accountId: other.accountId, key: "sk-good" });
    const { ask } = aProcess();
    own.whenChat(() => BROKEN);
    for (let turn = 0; turn < 12; turn++) await ask();
    const asked = own.chats().length;
    await ask();
    expect(own.chats().length).toBe(asked);
    own.whenChat(answering);
    expect((await ask(other.accountId)).trace.model).toBe("own-model");
    expect((await ask()).trace.model).toBe("extractive");
    // Another key is another provider, in every process, from the next turn on.
    await handle.db.delete(modelProviders);
    await anOwnProvider({ key: "sk-new" });
    expect((await ask()).trace.model).toBe("own-model");
    expect(own.chats().at(-1)?.authorization).toBe("Bearer sk-new");
  });

  test("whose key can't be opened any more leaves the documents to answer, and says so", async () => {
    await anOwnProvider({ secretKey: new Uint8Array(32).fill(8) });
    const { ask, writerFor } = aProcess();
    const result = await ask();
    expect(result).toMatchObject({ decision: "answer", trace: { model: "extractive" } });
    expect(result.trace.steps[0]).toMatchObject({
      name: "models",
      note: expect.stringContaining("Enter the key again"),
    });
    expect(await writerFor(accountId)).toMatchObject({
      writer: null,
      reason: expect.stringContaining("Enter the key"),
    });
    expect([...installed.seen, ...own.seen]).toEqual([]);
  });

  test("that stands where the installation doesn't allow it any more is asked nothing", async () => {
    await anOwnProvider({ baseUrl: installed.url });
    const { ask } = aProcess();
    expect((await ask()).trace.model).toBe("extractive");
    expect(installed.seen).toEqual([]);
  });

  test("and can't be looked up is not replaced by the installation's", async () => {
    const { findModels } = createModelServers({
      env: readEnv({ OPENAI_API_KEY: "sk-installed", OPENAI_BASE_URL: installed.url }),
      db: new Proxy(handle.db, { get: () => () => fail("no disk") }),
      secretKey: SECRET_KEY,
      logger: silentLogger(),
      now: () => new Date(),
    });
    expect(await findModels(accountId)).toMatchObject({ server: null, problem: expect.stringContaining("looked up") });
  });
});
