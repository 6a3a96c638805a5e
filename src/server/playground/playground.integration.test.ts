import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { ASKED_HELPED } from "@/domain/agent/helped/asking";
import { helpQuestion } from "@/domain/agent/helped/help-question";
import { type AnswerSettings, DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { createAccount } from "@/server/accounts/service";
import { aPassage } from "@/server/agent/agent-fixture";
import type { AnswerRequest } from "@/server/agent/agent-step";
import { createCaller } from "@/server/api/root";
import type { HttpPort } from "@/server/auth/http";
import { createConfigurationService } from "@/server/configuration/service";
import { createConversationService } from "@/server/conversations/service";
import { createRequestLimits } from "@/server/rate-limit/requests";
import { createRateLimiter } from "@/server/rate-limit/service";
import type { Services } from "@/server/services";
import { anAnswer } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aMember, anActor, aTurn, aUser } from "@/test/factories";
import { memoryFiles } from "@/test/memory-files";

const http = { get: () => [], set: () => undefined, header: () => undefined } as unknown as HttpPort;
const now = () => new Date("2026-11-27T12:00:00Z");
let handle: TestDatabase;
let owner: Awaited<ReturnType<typeof aUser>>;
let accountId: string;
let asked: AnswerRequest[];

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  owner = await aUser(handle.db, { name: "Ana" });
  accountId = (await createAccount(handle.db, { name: "Corner Shop", actor: anActor(owner) })).id;
  asked = [];
});

function servicesOf() {
  const agent = {
    answer: async (request: AnswerRequest) => {
      asked.push(request);
      return anAnswer("Yes.", { language: "en", trace: { ...anAnswer("").trace, ...standing } });
    },
  };
  return {
    db: handle.db,
    agent,
    requestLimits: createRequestLimits(createRateLimiter(handle.db), now),
    configuration: createConfigurationService({ db: handle.db, agent, defaultModelOf: async () => null, now }),
    conversations: createConversationService({ db: handle.db, files: memoryFiles(handle.db), now }),
  } as unknown as Services;
}
const callerOf = (user: typeof owner) =>
  createCaller({ services: servicesOf(), http, user, sessionId: "s", isDeveloper: false });
const question = "Do you open on Sundays?";
const draft = (change: Partial<AnswerSettings>, revision = 0) =>
  servicesOf().configuration.saveDraft({
    accountId,
    actor: anActor(owner),
    settings: { ...DEFAULT_ANSWER_SETTINGS, ...change },
    revision,
  });
const publish = (revision: number, liveVersion: number) =>
  servicesOf().configuration.publish({ accountId, actor: anActor(owner), revision, liveVersion, note: null });

/** On a document. */
const standing = { passages: [aPassage()], sentences: [{ text: "Yes.", citations: [0] }] };

describe("the playground", () => {
  test("asks whether it helped as a customer would be asked, and tells the agent nothing of it", async () => {
    const asks = `Yes.\n\n${helpQuestion("en")}`;
    expect((await callerOf(owner).playground.ask({ accountId, question })).reply).toBe("Yes.");
    await draft({ asksWhetherHelped: true });
    const first = await callerOf(owner).playground.askDraft({ accountId, question });
    expect(first).toMatchObject({ reply: asks, trace: { steps: [{ name: "ask-helped", note: ASKED_HELPED }] } });
    const history = [
      { role: "customer" as const, text: question },
      { role: "bot" as const, text: first.reply },
    ];
    const second = await callerOf(owner).playground.askDraft({ accountId, question: "And on Mondays?", history });
    expect(second.reply).toBe("Yes.");
    expect(asked.at(-1)?.history).toEqual([history[0], { role: "bot", text: "Yes." }]);
    const count = asked.length;
    const rated = await callerOf(owner).playground.askDraft({ accountId, question: "👎", history });
    expect(rated).toMatchObject({ decision: "smalltalk", reply: fixedTexts("en").hedgeAfter });
    expect(asked).toHaveLength(count);
  });

  test("answers with what is published, or with the draft, and says which it was", async () => {
    await draft({ sureThreshold: 0.9, signature: "Bye" });
    const published = await callerOf(owner).playground.ask({ accountId, question });
    const tried = await callerOf(owner).playground.askDraft({ accountId, question });
    expect(asked.map(({ settings }) => settings.signature)).toEqual([DEFAULT_ANSWER_SETTINGS.signature, "Bye"]);
    expect(published.answeredWith).toMatchObject({ kind: "version", version: 1 });
    expect(tried.answeredWith).toMatchObject({ kind: "draft", by: "Ana" });
    expect([published, tried].map(({ thresholds }) => thresholds.sureThreshold)).toEqual([
      DEFAULT_ANSWER_SETTINGS.sureThreshold,
      0.9,
    ]);
  });

  test("has no draft to try once it was published", async () => {
    await draft({ signature: "Bye" });
    await publish(1, 1);
    await expect(callerOf(owner).playground.askDraft({ accountId, question })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(asked).toEqual([]);
    const { answeredWith } = await callerOf(owner).playground.ask({ accountId, question });
    expect(answeredWith).toMatchObject({ kind: "version", version: 2, by: "Ana" });
  });

  test("never tries another account's draft", async () => {
    await draft({ signature: "Bye" });
    const { accountId: other } = await aMember(handle.db, { userId: owner.id, role: "owner" });
    await expect(callerOf(owner).playground.askDraft({ accountId: other, question })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("why this answer", () => {
  test("names the version that the turn was decided by, not the one in use now", async () => {
    await draft({ signature: "Bye" });
    await publish(1, 1);
    await draft({ signature: "Later" });
    await publish(1, 2);
    const turn = await aTurn(handle.db, { accountId, configVersion: 2 });
    const { answeredWith } = await callerOf(owner).conversation.turn({ accountId, turnId: turn.id });
    expect(answeredWith).toMatchObject({ kind: "version", version: 2, by: "Ana" });
  });

  test("names none of a turn from before there were versions, and never another account's", async () => {
    const turn = await aTurn(handle.db, { accountId });
    expect((await callerOf(owner).conversation.turn({ accountId, turnId: turn.id })).answeredWith).toBeNull();
    const { accountId: other } = await aMember(handle.db, { userId: owner.id, role: "owner" });
    const theirs = await aTurn(handle.db, { accountId: other, configVersion: 1 });
    expect((await callerOf(owner).conversation.turn({ accountId: other, turnId: theirs.id })).answeredWith).toBeNull();
  });
});
