import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProviderInput } from "@/domain/agent/model-provider";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aMember, aModelProvider, anActor, aUser } from "@/test/factories";
import { tryModel } from "../agent/try-model";
import type { Actor } from "../audit/actor";
import { accounts, auditEntries, modelProviders } from "../db/schema";
import { createRateLimiter } from "../rate-limit/service";
import { createFindModels } from "./find-models";
import { createModelProviderService } from "./service";

const SECRET_KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(8);
const KEY = "sk-cantaloupe-1a2b";
const NOW = new Date("2026-11-27T12:00:00Z");
const never = new AbortController().signal;

let handle: TestDatabase;
let accountId: string;
let actor: Actor;
/** Where something was sent, with which key. */
let sent: string[];
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  const user = await aUser(handle.db, { name: "Ana" });
  actor = anActor(user);
  ({ accountId } = await aMember(handle.db, { userId: user.id, role: "owner" }));
  sent = [];
});

const fetching: typeof fetch = async (input, init) => {
  sent.push(`${String(input)} ${new Headers(init?.headers).get("authorization")}`);
  const message = { role: "assistant", content: "yes" };
  return Response.json({ id: "1", created: 1, model: "m", choices: [{ index: 0, message, finish_reason: "stop" }] });
};
const aService = ({ secretKey = SECRET_KEY, privateNames = [] as string[] } = {}) =>
  createModelProviderService({
    db: handle.db,
    secretKey,
    installed: null,
    allowedHosts: ["127.0.0.1:11434"],
    fetch: fetching,
    findPrivateAddress: async (url) => (privateNames.includes(url.hostname) ? "private_address" : undefined),
    tryModel,
    limiter: createRateLimiter(handle.db),
    now: () => NOW,
  });
const models = (secretKey = SECRET_KEY) =>
  createFindModels({ db: handle.db, secretKey, installed: null, fetch: fetching, logger: silentLogger() })(accountId);

const OPENAI: ProviderInput = { kind: "openai", baseUrl: "", key: KEY, model: "gpt-5-mini", fallbackModel: "" };
const CUSTOM: ProviderInput = { ...OPENAI, kind: "custom", baseUrl: "https://models.example.com/v1", model: "llama" };
const save = (provider: ProviderInput, service = aService()) => service.save({ accountId, actor, provider });
const attempt = (provider: ProviderInput) => aService().tryOut({ accountId, provider }, never);

describe("what is stored", () => {
  test("is shown without its key, and used with it", async () => {
    await save({ ...OPENAI, fallbackModel: "gpt-5-nano" });
    const read = await aService().read(accountId);
    expect(read.own).toEqual({
      kind: "openai",
      baseUrl: "https://api.openai.com/v1",
      keyEnding: "1a2b",
      isKeyReadable: true,
      model: "gpt-5-mini",
      fallbackModel: "gpt-5-nano",
      savedAt: NOW,
      savedBy: "Ana",
    });
    expect((await models()).server).toMatchObject({ apiKey: KEY, model: "gpt-5-mini", fallbackModel: "gpt-5-nano" });
  });

  test("holds the key sealed, and neither the log of changes nor any answer holds it at all", async () => {
    await save(OPENAI);
    await save({ ...OPENAI, model: "gpt-5", key: "" });
    await aService().remove({ accountId, actor });
    await save(CUSTOM);
    const stored = [
      await handle.db.select().from(modelProviders),
      await handle.db.select().from(auditEntries),
      await aService().read(accountId),
    ];
    expect(JSON.stringify(stored)).not.toContain("cantaloupe");
    expect(JSON.stringify(stored[1])).not.toContain("1a2b");
    expect((await handle.db.select().from(auditEntries)).map(({ action }) => action).toSorted()).toEqual([
      "config.providerRemoved",
      "config.providerSaved",
      "config.providerSaved",
      "config.providerSaved",
    ]);
  });

  test("belongs to its account alone: nobody else's is read, and a copied row opens nowhere", async () => {
    await save(OPENAI);
    const foreign = await aMember(handle.db);
    expect((await aService().read(foreign.accountId)).own).toBeNull();
    const [row] = await handle.db.select().from(modelProviders);
    await handle.db.insert(modelProviders).values({ ...row!, accountId: foreign.accountId });
    expect((await aService().read(foreign.accountId)).own).toMatchObject({ isKeyReadable: false });
    await aService().remove({ accountId: foreign.accountId, actor });
    expect((await aService().read(accountId)).own).not.toBeNull();
  });

  test("counts at once, and so does its removal", async () => {
    expect(await models()).toEqual({ server: null, model: null });
    await save(OPENAI);
    const before = await models();
    await save({ ...OPENAI, key: "" });
    expect((await models()).server?.apiKey).toBe(KEY);
    // What was remembered of the server was remembered of what is no longer there.
    expect((await models()).server?.id).not.toBe(before.server?.id);
    await aService().remove({ accountId, actor });
    expect(await models()).toEqual({ server: null, model: null });
    await expect(aService().remove({ accountId, actor })).resolves.toBeUndefined();
  });
});

describe("a key that isn't typed again", () => {
  test("stays, as long as the address does", async () => {
    await save(CUSTOM);
    await save({ ...CUSTOM, key: "", model: "other", baseUrl: " https://MODELS.example.com/v1/chat/completions " });
    expect((await models()).server).toMatchObject({ apiKey: KEY, model: "other" });
    await attempt({ ...CUSTOM, key: "" });
    expect(sent).toEqual([`https://models.example.com/v1/chat/completions Bearer ${KEY}`]);
  });

  test.each<[string, ProviderInput]>([
    ["another host", { ...CUSTOM, baseUrl: "https://evil.example.com/v1" }],
    ["another path of the same host", { ...CUSTOM, baseUrl: "https://models.example.com/collect" }],
    ["a preset", OPENAI],
    ["a host that the installation allows", { ...CUSTOM, baseUrl: "http://127.0.0.1:11434/v1" }],
  ])("is never sent to %s", async (_, provider) => {
    await save(CUSTOM);
    const without = { ...provider, key: "" };
    await expect(save(without)).rejects.toThrow("Enter the key for it");
    await expect(attempt(without)).rejects.toThrow("Enter the key for it");
    expect(sent).toEqual([]);
    expect((await models()).server?.baseURL).toBe(CUSTOM.baseUrl);
  });

  test("has to be typed the first time", async () => {
    await expect(save({ ...OPENAI, key: "" })).rejects.toThrow("Enter the provider's key");
  });

  test("does not open for an address that somebody wrote into the row", async () => {
    await save(CUSTOM);
    await handle.db.update(modelProviders).set({ baseUrl: "https://evil.example.com/v1" });
    expect(await models()).toMatchObject({ server: null, model: "llama" });
  });
});

describe("an installation whose own key is another one now", () => {
  test("asks for the key again, and nothing breaks", async () => {
    await save(OPENAI);
    expect((await aService({ secretKey: OTHER_KEY }).read(accountId)).own).toMatchObject({ isKeyReadable: false });
    expect(await models(OTHER_KEY)).toEqual({
      server: null,
      model: "gpt-5-mini",
      problem: expect.stringContaining("Enter the key again"),
    });
    const service = aService({ secretKey: OTHER_KEY });
    await expect(save({ ...OPENAI, key: "" }, service)).rejects.toThrow("Enter the key again");
    await save(OPENAI, service);
    expect((await models(OTHER_KEY)).server?.apiKey).toBe(KEY);
  });
});

describe("an address", () => {
  test.each([
    ["http://models.example.com/v1", "begins with https://"],
    ["https://127.0.0.1/v1", "PARLEY_MODEL_HOSTS"],
    ["https://inside.example.com/v1", "PARLEY_MODEL_HOSTS"],
    ["https://models.example.com:8443", "names a port"],
  ])("like %s is refused and asked nothing: %s", async (baseUrl, words) => {
    const refusing = aService({ privateNames: ["inside.example.com"] });
    await expect(save({ ...CUSTOM, baseUrl }, refusing)).rejects.toThrow(words);
    await expect(refusing.tryOut({ accountId, provider: { ...CUSTOM, baseUrl } }, never)).rejects.toThrow(words);
    expect(sent).toEqual([]);
    expect(await handle.db.$count(modelProviders)).toBe(0);
  });

  test("that the installation allows may be private", async () => {
    await save({ ...CUSTOM, baseUrl: "http://127.0.0.1:11434/v1" });
    expect((await models()).server?.baseURL).toBe("http://127.0.0.1:11434/v1");
  });
});

describe("trying", () => {
  test("asks the model that would answer, and the fallback, and stores nothing", async () => {
    const settings = { ...DEFAULT_ANSWER_SETTINGS, model: "gpt-named" };
    await handle.db.update(accounts).set({ answerSettings: settings }).where(eq(accounts.id, accountId));
    expect(await attempt({ ...OPENAI, fallbackModel: "gpt-5-nano" })).toEqual([
      { model: "gpt-named", ok: true, ms: expect.any(Number) },
      { model: "gpt-5-nano", ok: true, ms: expect.any(Number) },
    ]);
    expect((await aService().read(accountId)).namedModel).toBe("gpt-named");
    expect(await handle.db.$count(modelProviders)).toBe(0);
    expect(await handle.db.$count(auditEntries)).toBe(0);
  });

  test("is limited for each account", async () => {
    for (let count = 0; count < 10; count++) await attempt(OPENAI);
    await expect(attempt(OPENAI)).rejects.toThrow("That was tried many times.");
    const foreign = await aMember(handle.db);
    await aModelProvider(handle.db, { accountId: foreign.accountId });
    const provider = { ...OPENAI, key: "" };
    expect(await aService().tryOut({ accountId: foreign.accountId, provider }, never)).toMatchObject([{ ok: true }]);
  });
});
