import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HELPED_NOT } from "@/domain/agent/repeated-failure";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMessage, anAccount, anActor, aTurn, aUser } from "@/test/factories";
import type { EmbeddedHandle } from "../../db/embedded";
import { askedQuestions, messageReactions, questionGroups, turns } from "../../db/schema";
import { createAnswerService } from "../answers/service";
import { fakeEmbedding } from "../fixtures/fake-embedding";
import { aKnowledgeService, signal } from "../fixtures/knowledge-setup";
import { createGapService } from "./service";

const NOTHING = "Nothing in the documents has to do with the question.";
const NOW = new Date("2026-11-27T12:00:00Z");

let handle: EmbeddedHandle;
let accountId: string;
let enqueued: unknown[];
let minute: number;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  enqueued = [];
  minute = 0;
  accountId = (await anAccount(handle.db)).id;
});

const gaps = ({ embedding = fakeEmbedding(), limits }: Partial<Parameters<typeof createGapService>[0]> = {}) =>
  createGapService({
    db: handle.db,
    queue: { enqueue: async (_tx, name, data) => void enqueued.push([name, data]) },
    embedding,
    languageOf: async () => "en",
    now: () => NOW,
    ...(limits ? { limits } : {}),
  });
const at = (minutes: number) => new Date(NOW.getTime() - 24 * 3_600_000 + minutes * 60_000);
const somebody = async () => anActor(await aUser(handle.db));

/** A question with its turn, in a conversation of its own unless told. */
async function ask(question: string, overrides: Partial<typeof turns.$inferInsert> = {}) {
  const owner = overrides.accountId ?? accountId;
  const conversationId = overrides.conversationId ?? (await aConversation(handle.db, { accountId: owner })).id;
  const turn = await aTurn(handle.db, {
    outcome: "handed_off",
    reason: NOTHING,
    band: "handed_over",
    language: "en",
    trace: traceWithoutAgent(question, { name: "retrieve", ms: 1 }),
    createdAt: at(++minute),
    ...overrides,
    accountId: owner,
    conversationId,
    question,
  });
  await aMessage(handle.db, {
    accountId: owner,
    conversationId,
    body: question,
    turnId: turn.id,
    sentAt: turn.createdAt,
  });
  return turn;
}
const say = (turn: { conversationId: string }, body: string, author: "bot" | "person" | "customer", turnId?: string) =>
  aMessage(handle.db, {
    accountId,
    conversationId: turn.conversationId,
    body,
    author,
    fromMe: author !== "customer",
    sentAt: at(++minute),
    ...(turnId ? { turnId } : {}),
  });
const FINE = { outcome: "answered", reason: null, band: "sure" } as const;
const group = (account = accountId) => gaps().group(account, signal);
const listed = async (account = accountId) => gaps().list(account);
const openQuestions = async () => (await listed()).open.map(({ question, failed }) => [question, failed]);
const assignments = () =>
  handle.db
    .select({ turnId: askedQuestions.turnId, first: questionGroups.firstQuestion })
    .from(askedQuestions)
    .leftJoin(
      questionGroups,
      and(eq(questionGroups.id, askedQuestions.groupId), eq(questionGroups.accountId, askedQuestions.accountId)),
    )
    .orderBy(askedQuestions.turnId);

describe("which questions are gaps", () => {
  test("those that failed for want of knowledge, the same in other words once, the most frequent first", async () => {
    await ask("Is there a sauna?");
    await ask("Do you repair tandem bikes?");
    await ask("hi, do you repair tandem bikes please");
    await ask("A person!", { trace: traceWithoutAgent("A person!", { name: "courtesy", ms: 1 }) });
    await ask("Can I get a refund for this?", { reason: "About “refunds”, which people answer here." });
    await ask("When do you open on Sundays?", FINE);
    await ask("hello there", FINE);
    const broken = traceWithoutAgent("Do you deliver lamps?", { name: "retrieve", ms: 1 });
    await ask("Do you deliver lamps?", {
      trace: { ...broken, steps: [...broken.steps, { name: "answer", ms: 1, note: "failed" }] },
    });
    await group();
    expect(await openQuestions()).toEqual([
      ["hi, do you repair tandem bikes please", 2],
      ["Is there a sauna?", 1],
    ]);
    expect(await gaps().countOpen(accountId)).toBe(2);
  });

  test("a thumbs down, a person who had to add something, and asking again in vain, read from the rows as they are", async () => {
    const disliked = await ask("Do you rent kayaks?", FINE);
    const added = await ask("What does parking cost?", FINE);
    const again = await ask("Where is the showroom?", FINE);
    const fine = await ask("May dogs come along?", FINE);
    const replies = await Promise.all(
      [disliked, added, again, fine].map((turn) => say(turn, "An answer.", "bot", turn.id)),
    );
    await say(added, "It costs five euros since May.", "person");
    await say(fine, "Great, thanks", "customer");
    await say(fine, "See you", "person");
    await ask("that's not what I asked", {
      conversationId: again.conversationId,
      reason: HELPED_NOT,
      trace: traceWithoutAgent("", { name: "gate", ms: 1 }),
    });
    await group();
    const kinds = async () =>
      (await listed()).open.map(({ question, kinds: [first] }) => [question, first?.kind]).sort();
    expect(await kinds()).toEqual([
      ["What does parking cost?", "followed_up"],
      ["Where is the showroom?", "disliked"],
    ]);
    const reaction = { accountId, by: "customer" as const, reactedAt: NOW, messageId: replies[0]?.id ?? "" };
    await handle.db.insert(messageReactions).values({ ...reaction, emoji: "👎🏽" });
    expect(await kinds()).toContainEqual(["Do you rent kayaks?", "disliked"]);
    await handle.db.update(messageReactions).set({ emoji: "" }).where(eq(messageReactions.accountId, accountId));
    expect(await kinds()).toHaveLength(2);
  });

  test("another account's are its own, and can be neither read nor decided", async () => {
    const other = (await anAccount(handle.db)).id;
    await ask("Is there a sauna?", { accountId: other });
    await group(other);
    expect(await listed()).toMatchObject({ open: [], openCount: 0 });
    const [gap] = (await listed(other)).open;
    const key = { accountId, groupId: gap?.groupId ?? "" };
    await expect(gaps().draft(key)).rejects.toMatchObject({ kind: "not_found" });
    await expect(gaps().dismiss({ ...key, actor: await somebody() })).rejects.toMatchObject({ kind: "not_found" });
    expect(await gaps().questionsOf({ accountId, from: 0, to: NOW.getTime(), limit: 9 })).toMatchObject({ asked: 0 });
  });
});

describe("grouping", () => {
  const QUESTIONS = ["Is there a sauna?", "Do you repair boats?", "sauna?? is there a sauna", "repair boats, do you?"];

  test("goes on where it was stopped, and comes to what one run comes to", async () => {
    for (const question of [...QUESTIONS, "hello", ...QUESTIONS]) await ask(question);
    await gaps({ limits: { perStep: 2, maxSteps: 1 } }).group(accountId, signal);
    expect(await handle.db.$count(askedQuestions)).toBe(2);
    expect(enqueued).toEqual([["group_questions", { accountId }]]);

    // The process is killed while the model is asked: nothing of that step is stored.
    const dying = fakeEmbedding({ embed: () => Promise.reject(new Error("killed")) });
    await expect(gaps({ embedding: dying }).group(accountId, signal)).rejects.toThrow("killed");
    expect(await handle.db.$count(askedQuestions)).toBe(2);
    await gaps({ limits: { perStep: 3, maxSteps: 9 } }).group(accountId, signal);
    const inSteps = await assignments();
    expect(inSteps).toHaveLength(9);

    await handle.db.delete(questionGroups).where(eq(questionGroups.accountId, accountId));
    await handle.db.delete(askedQuestions).where(eq(askedQuestions.accountId, accountId));
    await group();
    expect(await assignments()).toEqual(inSteps);
    await group();
    expect(await assignments()).toEqual(inSteps);
  });

  test("what is asked after a change of the model joins the same groups, without personal data in what is kept", async () => {
    await ask("Do you repair boats? I am ana@example.com");
    await group();
    expect(await assignments()).toMatchObject([{ first: "Do you repair boats? I am [e-mail]" }]);
    await ask("do you repair boats");
    await gaps({ embedding: fakeEmbedding({ id: "another-model" }) }).group(accountId, signal);
    expect(await handle.db.$count(questionGroups)).toBe(1);
    const [row] = await handle.db.select().from(questionGroups);
    expect(row?.embeddingModel).toBe("another-model");
  });

  test("a group whose questions are erased goes as well", async () => {
    const turn = await ask("Is there a sauna?");
    await group();
    await handle.db.delete(turns).where(eq(turns.id, turn.id));
    expect((await listed()).open).toEqual([]);
    await group();
    expect(await handle.db.$count(questionGroups)).toBe(0);
  });
});

describe("answering a gap", () => {
  test("drafts what people agree on, without the customer's data, and says where it was said", async () => {
    const ana = await aContact(handle.db, { accountId, displayName: "Ana Reis" });
    const first = await ask("Do you repair boats?", {
      conversationId: (await aConversation(handle.db, { accountId, contactId: ana.id })).id,
    });
    await say(first, "A person will answer.", "bot", first.id);
    await say(first, "Hi Ana, we repair wooden boats in the harbour workshop, order 48213.", "person");
    const second = await ask("do you repair boats too");
    await say(second, "Wooden boats are repaired in our harbour workshop.", "person");
    const third = await ask("repair boats, do you");
    await say(third, "Let me check", "person");
    const unanswered = await ask("Is there a sauna?");
    await group();
    const gap = (await listed()).open.find(({ failed }) => failed === 3);
    const drafted = await gaps().draft({ accountId, groupId: gap?.groupId ?? "" });
    expect(drafted.draft).toMatchObject({ agreeing: 1, replyCount: 2 });
    expect(drafted.draft?.text).not.toMatch(/Ana|48213/);
    expect(drafted.evidence.map(({ conversationId }) => conversationId)).toContain(first.conversationId);
    const other = (await listed()).open.find(({ question }) => question === unanswered.question);
    expect(await gaps().draft({ accountId, groupId: other?.groupId ?? "" })).toMatchObject({
      draft: null,
      evidence: [],
    });
  });

  test("closes it with the answer, in one transaction, until it fails again or the answer is deleted", async () => {
    const { db } = handle;
    await ask("Do you repair boats?");
    await group();
    const groupId = (await listed()).open[0]?.groupId ?? "";
    const answers = createAnswerService({ db, queue: { enqueue: async () => undefined } });
    const pair = { question: "Do you repair boats?", answer: "We do." };
    const actor = await somebody();
    const add = (closesGap: string) => answers.add({ accountId, actor, ...pair, isReplacing: false, closesGap });
    await expect(add("qgr_unknown")).rejects.toMatchObject({ kind: "not_found" });
    expect(await answers.listQuestions(accountId)).toEqual([]);
    const { documentId } = await add(groupId);
    expect(await listed()).toMatchObject({ open: [], answered: [{ groupId }] });

    const later = new Date(Date.now() + 60_000);
    await ask("do you repair boats", { ...FINE, createdAt: later });
    await group();
    expect((await listed()).open).toEqual([]);
    await ask("you repair boats?", { createdAt: new Date(later.getTime() + 1) });
    await group();
    expect((await listed()).open).toMatchObject([{ groupId, isReopened: true, failed: 1 }]);

    await aKnowledgeService(db).deleteDocument({ accountId, documentId });
    expect((await listed()).open).toMatchObject([{ groupId, isReopened: false, failed: 2 }]);
  });

  test("is not needed for what was dismissed, until that is taken back", async () => {
    await ask("Is there a sauna?");
    await group();
    const key = { accountId, groupId: (await listed()).open[0]?.groupId ?? "", actor: await somebody() };
    await gaps().dismiss(key);
    await ask("is there a sauna");
    await group();
    expect(await listed()).toMatchObject({ open: [], dismissed: [{ failed: 2 }] });
    await gaps().restore(key);
    expect(await listed()).toMatchObject({ open: [{ failed: 2 }], dismissed: [] });
  });
});

test("what was asked most in a period, and what of it failed", async () => {
  await ask("When do you open?", FINE);
  await ask("when do you open", FINE);
  await ask("Is there a sauna?");
  await group();
  const from = at(0).getTime();
  expect(await gaps().questionsOf({ accountId, from, to: NOW.getTime(), limit: 9 })).toMatchObject({
    asked: 3,
    failed: 1,
    isCut: false,
    top: [
      { question: "when do you open", asked: 2, failed: 0 },
      { question: "Is there a sauna?", asked: 1, failed: 1 },
    ],
    unanswered: [{ question: "Is there a sauna?", failed: 1 }],
  });
  expect(await gaps().questionsOf({ accountId, from, to: at(1).getTime(), limit: 9 })).toMatchObject({ asked: 0 });
  expect(await gaps().questionsOf({ accountId, conversationIds: [], from, to: NOW.getTime(), limit: 9 })).toMatchObject(
    {
      asked: 0,
    },
  );
});
