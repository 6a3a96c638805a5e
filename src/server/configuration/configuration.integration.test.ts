import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AnswerSettings, DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { createAccount, getAccount } from "@/server/accounts/service";
import { anAgent, aPassage } from "@/server/agent/agent-fixture";
import type { AnswerRequest } from "@/server/agent/agent-step";
import type { Actor } from "@/server/audit/actor";
import { auditEntries, configVersions } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMessage, anActor, aTurn, aUser } from "@/test/factories";
import { createConfigurationService } from "./service";
import { createUsageMeter } from "./usage";

let handle: TestDatabase;
let accountId: string;
let actor: Actor;
let asked: AnswerRequest[];
const never = new AbortController().signal;
const NOW = new Date("2026-11-27T23:59:00Z");

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  actor = anActor(await aUser(handle.db));
  accountId = (await createAccount(handle.db, { name: "Corner Shop", actor })).id;
  asked = [];
});

function aService() {
  const agent = anAgent({ retrieve: async () => [aPassage()] });
  return createConfigurationService({
    db: handle.db,
    agent: {
      answer: (request, signal) => {
        asked.push(request);
        return agent.answer(request, signal);
      },
    },
    defaultModelOf: async () => null,
    now: () => NOW,
  });
}

const changed = (change: Partial<AnswerSettings>) => ({ ...DEFAULT_ANSWER_SETTINGS, ...change });
const by = () => ({ accountId, actor });
const live = async () => (await getAccount(handle.db, accountId)).answerSettings;
async function publish(change: Partial<AnswerSettings>, liveVersion: number) {
  const { revision } = await aService().saveDraft({ ...by(), settings: changed(change), revision: 0 });
  return aService().publish({ ...by(), revision, liveVersion, note: null });
}

describe("a draft", () => {
  test("changes nothing that customers get until it is published, and then is gone", async () => {
    await aService().saveDraft({ ...by(), settings: changed({ signature: "Bye" }), revision: 0 });
    expect(await live()).toEqual(DEFAULT_ANSWER_SETTINGS);
    expect((await aService().read(accountId)).draft).toMatchObject({ revision: 1, savedBy: actor.email });
    await aService().publish({ ...by(), revision: 1, liveVersion: 1, note: "Signature" });
    expect((await live()).signature).toBe("Bye");
    const read = await aService().read(accountId);
    expect(read).toMatchObject({ live: { version: 2 }, draft: undefined });
    expect(read.versions.map(({ version, note }) => [version, note])).toEqual([
      [2, "Signature"],
      [1, null],
    ]);
    expect(read.versions[0]?.publishedBy).toBe(actor.email);
  });

  test("of somebody else is not overwritten unseen, nor published unseen", async () => {
    const service = aService();
    await service.saveDraft({ ...by(), settings: changed({ signature: "Mine" }), revision: 0 });
    const other = { ...by(), settings: changed({ signature: "Theirs" }), revision: 0 };
    await expect(service.saveDraft(other)).rejects.toMatchObject({ kind: "conflict" });
    await service.saveDraft({ ...other, revision: 1 });
    await expect(service.publish({ ...by(), revision: 1, liveVersion: 1, note: null })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await live()).toEqual(DEFAULT_ANSWER_SETTINGS);
  });

  test("is not published over a version that nobody compared it with", async () => {
    await publish({ signature: "One" }, 1);
    await aService().saveDraft({ ...by(), settings: changed({ signature: "Two" }), revision: 0 });
    await expect(aService().publish({ ...by(), revision: 1, liveVersion: 1, note: null })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect((await live()).signature).toBe("One");
  });

  test("is published once, however many press at the same moment", async () => {
    await aService().saveDraft({ ...by(), settings: changed({ signature: "Once" }), revision: 0 });
    const press = () => aService().publish({ ...by(), revision: 1, liveVersion: 1, note: null });
    const outcomes = await Promise.allSettled([press(), press(), press()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await handle.db.select().from(configVersions)).toHaveLength(2);
  });

  test("can be thrown away, twice without harm", async () => {
    await aService().saveDraft({ ...by(), settings: changed({ signature: "No" }), revision: 0 });
    await aService().discardDraft(by());
    await aService().discardDraft(by());
    expect((await aService().read(accountId)).draft).toBeUndefined();
    const entries = await handle.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId));
    expect(entries.filter(({ action }) => action === "config.draftDiscarded")).toHaveLength(1);
  });
});

describe("an earlier version", () => {
  test("comes back as a new one, so that the one it replaces can come back, too", async () => {
    await publish({ signature: "One" }, 1);
    await publish({ signature: "Two" }, 2);
    await aService().restore({ ...by(), version: 2, liveVersion: 3 });
    expect((await live()).signature).toBe("One");
    await aService().restore({ ...by(), version: 3, liveVersion: 4 });
    expect((await live()).signature).toBe("Two");
    const { versions } = await aService().read(accountId);
    expect(versions.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      [5, 3],
      [4, 2],
      [3, null],
      [2, null],
      [1, null],
    ]);
  });

  test("of another account is not found, and neither is one that is in use brought back", async () => {
    await publish({ signature: "One" }, 1);
    const other = await createAccount(handle.db, { name: "Other", actor });
    await expect(aService().restore({ accountId: other.id, actor, version: 2, liveVersion: 1 })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(aService().restore({ ...by(), version: 2, liveVersion: 2 })).rejects.toMatchObject({
      kind: "conflict",
    });
  });
});

describe("a replay", () => {
  async function aConversationWithTurns() {
    const contact = await aContact(handle.db, { accountId, displayName: "Sari" });
    const key = {
      accountId,
      conversationId: (await aConversation(handle.db, { accountId, contactId: contact.id })).id,
    };
    const say = async (question: string, reply: string, at: string) => {
      const turn = await aTurn(handle.db, { ...key, question, reply, createdAt: new Date(at) });
      await aMessage(handle.db, { ...key, body: question, turnId: turn.id });
      await aMessage(handle.db, { ...key, body: reply, fromMe: true, author: "bot", turnId: turn.id, stanzaId: null });
    };
    await say("How much is standard delivery?", "It costs $4.90.", "2026-11-01T10:00:00Z");
    await say("How much is express delivery?", "It costs $12.", "2026-11-01T10:01:00Z");
  }
  const collect = async () => {
    const steps = [];
    for await (const step of aService().replay({ accountId, limit: 10 }, never)) steps.push(step);
    return steps;
  };

  test("shows what the draft would change in past conversations, as they stood, and writes nothing", async () => {
    await aConversationWithTurns();
    const topics = [{ name: "Express", words: ["express"], action: "hand_over" as const }];
    await aService().saveDraft({ ...by(), settings: changed({ topics }), revision: 0 });
    const steps = await collect();
    expect(steps[0]).toEqual({ total: 2, turn: null });
    const turns = steps.flatMap(({ turn }) => (turn ? [turn] : []));
    expect(turns.map(({ question, difference }) => [question, difference])).toEqual([
      ["How much is express delivery?", "newly_handed_over"],
      ["How much is standard delivery?", "same"],
    ]);
    expect(turns[0]).toMatchObject({
      contactLabel: "Sari",
      before: { decision: "answer" },
      after: { decision: "handoff" },
    });
    const histories = asked.map(({ question, history }) => [question, history.map(({ text }) => text)]);
    expect(histories).toContainEqual([
      "How much is express delivery?",
      ["How much is standard delivery?", "It costs $4.90."],
    ]);
    expect(histories).toContainEqual(["How much is standard delivery?", []]);
    expect(await live()).toEqual(DEFAULT_ANSWER_SETTINGS);
  });

  test("ends when nobody looks any more", async () => {
    await aConversationWithTurns();
    await aService().saveDraft({ ...by(), settings: changed({}), revision: 0 });
    const stop = new AbortController();
    const steps = [];
    for await (const step of aService().replay({ accountId, limit: 10 }, stop.signal)) {
      steps.push(step);
      stop.abort();
    }
    expect(steps).toHaveLength(1);
  });

  test("without a draft says what to do", async () => {
    await expect(collect()).rejects.toMatchObject({ kind: "not_found", message: expect.stringContaining("save") });
  });
});

test("tokens are counted by account and by day", async () => {
  const other = await createAccount(handle.db, { name: "Other", actor });
  let time = NOW;
  const meter = createUsageMeter({ db: handle.db, logger: silentLogger(), now: () => time });
  await Promise.all([1, 2, 3].map(() => meter.add(accountId, { inputTokens: 100, outputTokens: 10 })));
  expect(await meter.today(accountId)).toBe(330);
  expect(await meter.today(other.id)).toBe(0);
  expect((await aService().read(accountId)).tokensToday).toBe(330);
  time = new Date("2026-11-28T00:00:00Z");
  expect(await meter.today(accountId)).toBe(0);
});
