import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { BURSTS, type Burst, SINGLE_QUESTIONS } from "@/test/fixtures/bursts";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { pause } from "./scheduler";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

/** A model that is quick; the extractive answerer takes as long on a small machine. */
const DRAFTING_MS = 400;
const TICK_MS = 100;
/** As long as most answers are, so that "typing…" is shown for some three seconds. */
const REPLY = "Yes, that is possible: send it back within 30 days, and we pay what it cost within three working days.";
const chatOf = (index: number) => `62812000${String(index).padStart(5, "0")}@c.us`;

/**
 * Customers write, each in a chat of their own and all at the same time; the clock is the test's. Ends when nothing is left
 * to answer.
 * @returns when the draft that was sent was begun, by its question, in ms after the customer's first message
 */
async function write(bursts: readonly Burst[]): Promise<Map<string, number>> {
  const { scheduler, whatsApp } = harness;
  const startedAt = scheduler.now().getTime();
  const draftedAt = new Map<string, number>();
  const signal = new AbortController().signal;
  harness.answer = async ({ question }) => {
    draftedAt.set(question, scheduler.now().getTime() - startedAt);
    await pause(DRAFTING_MS, signal, scheduler);
    return anAnswer(REPLY);
  };
  const due = bursts
    .flatMap(({ messages, gapsMs }, index) => {
      let at = 0;
      return messages.map((text, position) => {
        at += gapsMs[position] ?? 0;
        return { at, text, chatId: chatOf(index) };
      });
    })
    .sort((a, b) => a.at - b.at);
  const lastAt = due.at(-1)?.at ?? 0;
  const busy = new Set<string>();
  const handler = harness.answerHandler();
  const isOver = async (ms: number) => ms > lastAt + 15_000 && (await harness.outbox()).every(({ sentAt }) => sentAt);
  for (let ms = 0; !(await isOver(ms)); ms += TICK_MS) {
    while (due[0] && due[0].at <= ms) {
      const { text, chatId } = due.shift()!;
      whatsApp.customerWrites(text, { chatId });
    }
    await harness.quiet();
    // As the queue does: never two of one conversation at a time.
    for (const job of harness.jobs.filter(({ startAfter }) => startAfter <= scheduler.now())) {
      if (busy.has(job.data.conversationId)) continue;
      busy.add(job.data.conversationId);
      harness.jobs = harness.jobs.filter((other) => other !== job);
      void handler(job.data, signal, { number: 1, isLast: false }).finally(() => busy.delete(job.data.conversationId));
    }
    await harness.quiet();
    // What then still waits does so for the number's safety, because all of them write within the same minute.
    scheduler.advance(ms > lastAt + 15_000 ? 5_000 : TICK_MS);
  }
  await eventually(() => expect([busy.size, harness.jobs.length]).toEqual([0, 0]));
  return draftedAt;
}

async function connect(): Promise<void> {
  const manager = await harness.aManager({ pacing: "by_account" });
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
}

const repliesTo = (chatId: string) => harness.whatsApp.delivered.filter((message) => message.chatId === chatId);

/** One reply to each of them, made from all of its messages. */
async function expectOneReplyEach(bursts: readonly Burst[]): Promise<void> {
  await connect();
  await write(bursts);
  const split = bursts.filter((_, index) => repliesTo(chatOf(index)).length !== 1);
  process.stdout.write(`bursts: ${bursts.length}, with one reply: ${bursts.length - split.length}\n`);
  expect(split).toEqual([]);
  const turns = await harness.turns();
  expect(turns.map(({ question }) => question).sort()).toEqual(
    bursts.map(({ messages }) => messages.join("\n")).sort(),
  );
  const received = (await harness.messages()).filter(({ fromMe }) => !fromMe);
  expect(received.every(({ turnId }) => turns.some(({ id }) => id === turnId))).toBe(true);
}

test("a burst gets one reply, which knows all of its messages", () => expectOneReplyEach(BURSTS));

const shared = process.env.PARLEY_SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../../shared/data");
const file = path.join(shared, "messages/bursts.jsonl");
test.skipIf(!existsSync(file))("so does every recorded burst (needs the shared test data)", () => {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const recorded = lines.map((line) => JSON.parse(line) as { messages: string[]; gap_ms: number[] });
  return expectOneReplyEach(recorded.map(({ messages, gap_ms }) => ({ messages, gapsMs: gap_ms })));
});

test("an answer to a single question is begun within a second and a half", async () => {
  await connect();
  const draftedAt = await write(SINGLE_QUESTIONS.map((text) => ({ messages: [text], gapsMs: [0] })));
  const waits = [...draftedAt.values()].sort((a, b) => a - b);
  expect(waits).toHaveLength(SINGLE_QUESTIONS.length);
  const p95 = waits[Math.ceil(waits.length * 0.95) - 1]!;
  process.stdout.write(`single questions: ${waits.length}, wait p95 ${p95} ms\n`);
  expect(p95).toBeLessThanOrEqual(1_500);
});

describe("a customer who writes on", () => {
  const writes = (...parts: [text: string, gapMs: number][]): Burst => ({
    messages: parts.map(([text]) => text),
    gapsMs: parts.map(([, gapMs]) => gapMs),
  });
  const questions = async () => (await harness.turns()).map(({ question }) => question);

  test("while the answer is drafted is answered once, to all of it", async () => {
    await connect();
    await write([writes(["Is the tent waterproof?", 0], ["The red one.", 1_500])]);
    expect(harness.asked).toHaveLength(2);
    expect(await questions()).toEqual(["Is the tent waterproof?\nThe red one."]);
    expect(repliesTo(chatOf(0))).toHaveLength(1);
  });

  test("while the bot is typing is answered once, and the first reply leaves no trace", async () => {
    await connect();
    await write([writes(["Is the tent waterproof?", 0], ["The red one.", 2_500])]);
    expect(await questions()).toEqual(["Is the tent waterproof?\nThe red one."]);
    expect(repliesTo(chatOf(0))).toHaveLength(1);
    expect(await harness.outbox()).toHaveLength(1);
    expect(await harness.messages()).toHaveLength(3);
  });

  test("after the reply has gone out gets a second one", async () => {
    await connect();
    await write([writes(["Is the tent waterproof?", 0], ["And the red one?", 9_000])]);
    expect(await questions()).toEqual(["Is the tent waterproof?", "And the red one?"]);
    expect(repliesTo(chatOf(0))).toHaveLength(2);
  });

  test("without end is answered all the same", async () => {
    await connect();
    const endless = Array.from({ length: 14 }, (_, index): [string, number] => [
      `And one more thing, ${index}.`,
      1_200,
    ]);
    await write([writes(...endless)]);
    expect(repliesTo(chatOf(0)).length).toBeGreaterThanOrEqual(2);
    expect((await questions()).join("\n").split("\n")).toHaveLength(14);
  });

  test("what was handed over meanwhile is not left waiting for a person", async () => {
    await connect();
    const handover = anAnswer("A person will answer you here.", {
      decision: "handoff",
      handoffReason: "Not in there.",
    });
    const { scheduler } = harness;
    harness.whatsApp.customerWrites("Where is it?", { chatId: chatOf(0) });
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    harness.answer = async () => handover;
    scheduler.advance(2_000);
    await harness.answerDue();
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "Not in there." }]);
    harness.answer = async () => anAnswer(REPLY);
    harness.whatsApp.customerWrites("The red tent, I mean.", { chatId: chatOf(0) });
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
    await harness.answerEverything();
    expect(await questions()).toEqual(["Where is it?\nThe red tent, I mean."]);
  });
});
