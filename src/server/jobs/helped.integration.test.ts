import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { ASKED_HELPED } from "@/domain/agent/helped/asking";
import { helpQuestion } from "@/domain/agent/helped/help-question";
import { RATED } from "@/domain/agent/helped/rating";
import { HELPED_NOT } from "@/domain/agent/repeated-failure";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import { aRule } from "@/domain/automation/rule-fixture";
import type { ChannelMessage } from "@/domain/messaging/message";
import { anAgent, aPassage, ask as askAgent, hopelessSignals, noEmbedding } from "@/server/agent/agent-fixture";
import { createAnalyticsService } from "@/server/analytics/service";
import { shadowActs } from "@/server/conversations/drafts/shadow-fixture";
import { accounts, contacts, messages, outbox } from "@/server/db/schema";
import { listFacts } from "@/server/knowledge/gaps/fact-queries";
import { createGapService } from "@/server/knowledge/gaps/service";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anActor, anAutomationRule, aUser } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";

const QUESTION = helpQuestion("en");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ANSWER = aPassage().text;
const TEXTS = fixedTexts("en");

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
  answerFrom();
});
/** Answers through the whole pipeline, over one passage. */
function answerFrom(passages = [aPassage()]) {
  const agent = anAgent({ retrieve: async () => passages });
  harness.answer = ({ question, history }) => askAgent(agent, question, { history });
}
const shadow = shadowActs(() => harness);

const setting = (asksWhetherHelped: boolean) =>
  harness.db
    .update(accounts)
    .set({ answerSettings: { ...DEFAULT_ANSWER_SETTINGS, asksWhetherHelped } })
    .where(eq(accounts.id, harness.accountId));

beforeEach(() => setting(true));

/** The number is linked: what is queued goes out by itself. */
async function connect() {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
}
const waiting = async () => (await harness.outbox()).filter(({ status }) => status === "queued");

/** As if what is queued had gone out, and WhatsApp had given it an id. @returns what went out */
async function goesOut(): Promise<string[]> {
  const sent = await waiting();
  for (const { messageId } of sent)
    await harness.db
      .update(messages)
      .set({ stanzaId: `sent-${messageId}` })
      .where(eq(messages.id, messageId));
  await harness.sendEverything();
  harness.scheduler.advance(11_000);
  return sent.map(({ body }) => body);
}

/** A customer writes, is answered, and the answer reaches them. @returns what they were sent */
async function write(body: string, fields: Partial<ChannelMessage> = {}): Promise<string[]> {
  await shadow.customerWrites(body, fields);
  await harness.answerEverything();
  return goesOut();
}
const ask = (fields: Partial<ChannelMessage> = {}) => write("How much does standard delivery cost?", fields);
const lastTurn = async () => (await harness.turns()).at(-1);
const asking = async () => (await harness.messages()).filter(({ asksWhetherHelped }) => asksWhetherHelped);

/** Every message that came in is in exactly one turn. */
async function expectLedgerToAddUp() {
  const turns = new Set((await harness.turns()).map(({ id }) => id));
  const received = (await harness.messages()).filter(({ fromMe }) => !fromMe);
  expect(received.filter(({ turnId }) => !turns.has(turnId ?? ""))).toEqual([]);
}

describe("an answer from documents", () => {
  test("asks whether it helped, in the same message, and says so in its trace", async () => {
    expect(await ask()).toEqual([`${ANSWER}\n\n${QUESTION}`]);
    const turn = await lastTurn();
    // What was answered stands alone: the question is no part of it.
    expect(turn).toMatchObject({ outcome: "answered", reply: ANSWER });
    expect(turn?.trace.dropped).toEqual([]);
    expect(turn?.trace.steps.at(-1)).toMatchObject({ name: "ask-helped", note: ASKED_HELPED });
    expect(await asking()).toHaveLength(1);
    await expectLedgerToAddUp();
  });

  test("reaches the customer so over a connection, and what they think of it comes back", async () => {
    await connect();
    harness.whatsApp.customerWrites("How much does standard delivery cost?");
    await eventually(() => expect(harness.jobs).not.toEqual([]));
    await harness.answerEverything();
    await eventually(() => expect(harness.whatsApp.delivered).toMatchObject([{ text: `${ANSWER}\n\n${QUESTION}` }]));
    await eventually(async () => expect((await asking())[0]?.stanzaId).toBe(harness.whatsApp.delivered[0]?.stanzaId));
    harness.whatsApp.customerWrites("👍");
    await eventually(() => expect(harness.jobs).not.toEqual([]));
    await harness.answerEverything();
    await eventually(() => expect(harness.whatsApp.delivered).toMatchObject([{}, { text: TEXTS.thanks }]));
    expect((await report()).asked).toEqual({ up: 1, down: 0, none: 0 });
    await expectLedgerToAddUp();
  });

  test("asks in the customer's language", async () => {
    answerFrom([aPassage({ text: "El envío estándar cuesta 4,90 dólares.", heading: "Envíos" })]);
    const [reply] = await write("¿Cuánto cuesta el envío estándar, por favor?");
    expect(reply).toContain(helpQuestion("es"));
  });

  test("doesn't while the setting is off", async () => {
    await setting(false);
    expect(await ask()).toEqual([ANSWER]);
    expect(await asking()).toEqual([]);
  });

  test("asks once in a conversation and once in seven days", async () => {
    await ask();
    expect(await write("How much does express delivery cost?")).not.toContainEqual(expect.stringContaining(QUESTION));
    harness.scheduler.advance(2 * DAY);
    expect(await ask()).toEqual([ANSWER]);
    harness.scheduler.advance(5 * DAY);
    expect(await ask()).toEqual([`${ANSWER}\n\n${QUESTION}`]);
    expect(await asking()).toHaveLength(2);
  });

  test("asks when the one that asked before never went out", async () => {
    await shadow.customerWrites("How much does standard delivery cost?");
    await harness.answerEverything();
    await harness.db.update(outbox).set({ status: "failed" });
    harness.scheduler.advance(11_000);
    expect(await write("How much does express delivery cost?")).toEqual([expect.stringContaining(QUESTION)]);
  });

  test("is not thought by the agent to have asked anything", async () => {
    await ask();
    await write("And express?");
    expect(harness.asked.at(-1)?.history).toEqual([
      { role: "customer", text: "How much does standard delivery cost?" },
      { role: "bot", text: ANSWER },
    ]);
  });
});

describe("nobody is asked", () => {
  test("by a handover, a courtesy, or a rule that answers", async () => {
    answerFrom([aPassage({ signals: hopelessSignals })]);
    expect(await write("Do you rent out canoes?")).toEqual([TEXTS.dontKnow]);
    expect(await write("thanks!")).toEqual([TEXTS.thanks]);
    answerFrom();
    const { definition } = aRule({ flow: "stop" });
    await anAutomationRule(harness.db, { accountId: harness.accountId, isOn: true, definition });
    expect(await ask()).toEqual(["From rul_1"]);
    expect(await asking()).toEqual([]);
  });

  test("who wants no automatic messages", async () => {
    await write("hello");
    await harness.db.update(contacts).set({ optedOutAt: harness.scheduler.now() });
    expect(await ask()).toEqual([]);
    expect(await asking()).toEqual([]);
  });

  test("who waits for a person", async () => {
    await write("I want to talk to a person");
    expect(await ask()).toEqual([ANSWER]);
  });
});

describe("a thumbs up", () => {
  test("after the question is a rating, thanked for, and asked of no agent", async () => {
    await ask();
    const askedBefore = harness.asked.length;
    expect(await write("👍🏽")).toEqual([TEXTS.thanks]);
    expect(harness.asked).toHaveLength(askedBefore);
    const [asked] = await asking();
    const rating = (await harness.messages()).find(({ body }) => body === "👍🏽");
    expect(await harness.reactions()).toMatchObject([
      { messageId: asked?.id, by: "customer", emoji: "👍", writtenIn: rating?.id, reactedAt: rating?.sentAt },
    ]);
    expect(await lastTurn()).toMatchObject({ outcome: "automated", reason: RATED.up, question: "👍🏽" });
    expect((await lastTurn())?.trace.steps).toMatchObject([{ name: "gate" }, { name: "rating", note: RATED.up }]);
    await expectLedgerToAddUp();
  });

  test("without a question before stays a courtesy", async () => {
    await setting(false);
    await ask();
    expect(await write("👍")).toEqual([TEXTS.thanks]);
    expect(await harness.reactions()).toEqual([]);
    expect(await lastTurn()).toMatchObject({ outcome: "answered" });
  });

  test("is none of the answer once something else was said, unless it quotes it", async () => {
    await ask();
    await write("And how long does it take?");
    await write("👍");
    expect(await harness.reactions()).toEqual([]);
    const [asked] = await asking();
    await write("👍", { quotedStanzaId: asked?.stanzaId ?? "" });
    expect(await harness.reactions()).toMatchObject([{ messageId: asked?.id, emoji: "👍" }]);
  });

  test("comes too late after three days", async () => {
    await ask();
    harness.scheduler.advance(73 * HOUR);
    await write("👍");
    expect(await harness.reactions()).toEqual([]);
  });

  test("that is followed by another question is kept, and the question answered", async () => {
    await ask();
    await shadow.customerWrites("👍");
    expect(await write("How much does express delivery cost?")).toEqual([expect.stringContaining("$12")]);
    expect(await harness.reactions()).toMatchObject([{ emoji: "👍" }]);
    expect(await lastTurn()).toMatchObject({ outcome: "answered" });
    expect((await lastTurn())?.trace.steps).toContainEqual({ name: "rating", ms: 0, note: RATED.up });
    await expectLedgerToAddUp();
  });

  test("that a rule answers is kept all the same", async () => {
    await ask();
    const { definition } = aRule({ flow: "stop" });
    await anAutomationRule(harness.db, { accountId: harness.accountId, isOn: true, definition });
    expect(await write("👍")).toEqual(["From rul_1"]);
    expect(await harness.reactions()).toMatchObject([{ emoji: "👍" }]);
    expect(await harness.turns()).toHaveLength(2);
    await expectLedgerToAddUp();
  });

  test("may quote any part of a long answer, whose last part asks", async () => {
    const reply = Array.from({ length: 60 }, (_, index) => `Standard delivery number ${index} costs $4.90.`).join(" ");
    harness.answer = async () => {
      const trace = { ...anAnswer("").trace, passages: [aPassage()], sentences: [{ text: reply, citations: [0] }] };
      return anAnswer(reply, { language: "en", trace });
    };
    const parts = await ask();
    expect(parts.map((part) => part.includes(QUESTION))).toEqual([false, true]);
    const [first] = (await harness.messages()).filter(({ fromMe }) => fromMe);
    await write("👍", { quotedStanzaId: first?.stanzaId ?? "" });
    const [asked] = await asking();
    expect(await harness.reactions()).toMatchObject([{ messageId: asked?.id, emoji: "👍" }]);
    expect(asked?.id).not.toBe(first?.id);
  });

  test("counts also where a person has taken over meanwhile, and gets no answer", async () => {
    await ask();
    await harness.service.takeOver({ ...(await shadow.key()), actor: anActor(await aUser(harness.db)) });
    expect(await write("👍")).toEqual([]);
    expect(await lastTurn()).toMatchObject({ outcome: "ignored" });
    expect(await harness.reactions()).toMatchObject([{ emoji: "👍" }]);
  });
});

describe("a thumbs down", () => {
  test("is offered a person, and calls none by itself", async () => {
    await ask();
    expect(await write("👎👎")).toEqual([TEXTS.hedgeAfter]);
    expect(await lastTurn()).toMatchObject({ outcome: "automated", reason: RATED.down });
    expect(await harness.conversations()).toMatchObject([{ owner: "bot", needsPersonReason: null }]);
    await write("person");
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "The customer asked for a person." }]);
    await expectLedgerToAddUp();
  });

  test("stands in no way of telling the bot that it missed the question", async () => {
    await ask();
    await write("👎");
    await write("that's not what I asked");
    expect(await lastTurn()).toMatchObject({ outcome: "handed_off", reason: HELPED_NOT });
  });

  test("makes the question a gap, until it is taken back or put otherwise", async () => {
    await ask();
    const gaps = createGapService({
      db: harness.db,
      queue: harness.queue,
      embedding: noEmbedding,
      languageOf: async () => "en",
      now: () => harness.scheduler.now(),
    });
    await gaps.group(harness.accountId, new AbortController().signal);
    const disliked = async () => {
      const window = { accountId: harness.accountId, from: new Date(0), limit: 9 };
      return (await listFacts(harness.db, window)).map(({ isDisliked }) => isDisliked);
    };
    expect(await disliked()).toEqual([false]);
    const message = harness.whatsApp.customerWrites("👎", { unseen: true });
    await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
    await harness.answerEverything();
    expect(await disliked()).toEqual([true]);
    const { stanzaId, fromMe, chatId } = message;
    const news = { stanzaId, fromMe, chatId, at: harness.scheduler.now() };
    await harness.inbound.change(harness.accountId, { ...news, type: "edited", body: "👍" });
    expect(await disliked()).toEqual([false]);
    expect(await harness.reactions()).toMatchObject([{ emoji: "👍" }]);
    await harness.inbound.change(harness.accountId, { ...news, type: "deleted" });
    expect(await harness.reactions()).toMatchObject([{ emoji: "" }]);
  });
});

describe("in shadow mode", () => {
  test("a draft holds the question, and nobody was asked until a person sends it", async () => {
    await shadow.switchShadow(true);
    expect(await ask()).toEqual([]);
    expect(await shadow.waiting()).toMatchObject({ text: `${ANSWER}\n\n${QUESTION}` });
    expect(await lastTurn()).toMatchObject({ outcome: "handed_off", reason: SHADOW_REASON, reply: ANSWER });
    expect(await asking()).toEqual([]);
    await shadow.send();
    expect(await goesOut()).toEqual([`${ANSWER}\n\n${QUESTION}`]);
    expect(await asking()).toMatchObject([{ author: "person" }]);
    await write("👎");
    expect(await harness.reactions()).toMatchObject([{ emoji: "👎" }]);
    expect((await report()).ratings).toEqual({ up: 0, down: 1 });
  });

  test("what a person makes of it is what they wrote, and leaving the question out is no disagreement", async () => {
    await shadow.switchShadow(true);
    await ask();
    await shadow.send("ana", ANSWER);
    expect(await goesOut()).toEqual([ANSWER]);
    expect(await asking()).toEqual([]);
    expect(await shadow.drafts()).toMatchObject([{ status: "edited", agreement: 1 }]);
    await write("👎");
    expect(await harness.reactions()).toEqual([]);
  });
});

async function report() {
  const now = () => harness.scheduler.now();
  const day = now().toISOString().slice(0, 10);
  const analytics = createAnalyticsService({ db: harness.db, queue: harness.queue, now });
  const period = { from: day, to: day };
  return (await analytics.report({ accountId: harness.accountId, period, timeZone: "UTC" })).totals;
}

test("figures count who was asked, who said something, and what a reaction says", async () => {
  await ask({ chatId: "6281200000001@c.us" });
  await write("👍", { chatId: "6281200000001@c.us" });
  await ask({ chatId: "6281200000002@c.us" });
  await ask({ chatId: "6281200000003@c.us" });
  expect(await report()).toMatchObject({ ratings: { up: 1, down: 0 }, asked: { up: 1, down: 0, none: 2 } });
  // Who reacts as well has one opinion, the newest.
  const [first, second] = await asking();
  for (const { stanzaId, chatId } of [
    { stanzaId: first?.stanzaId ?? "", chatId: "6281200000001@c.us" },
    { stanzaId: second?.stanzaId ?? "", chatId: "6281200000002@c.us" },
  ])
    await harness.inbound.change(harness.accountId, {
      ...{ type: "reaction", by: "customer", emoji: "👎", fromMe: true, stanzaId, chatId },
      at: harness.scheduler.now(),
    });
  expect(await report()).toMatchObject({ ratings: { up: 0, down: 2 }, asked: { up: 0, down: 2, none: 1 } });
  expect(await harness.reactions()).toMatchObject([{ writtenIn: null }, { writtenIn: null }]);
});
