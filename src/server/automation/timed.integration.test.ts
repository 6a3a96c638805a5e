import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { RuleDefinition } from "@/domain/automation/rule";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anAutomationRule } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { accounts, contacts, messages } from "../db/schema";
import { addTag } from "./customer-queries";
import { enqueueTimedRules, runTimedRules } from "./timed";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const signal = new AbortController().signal;
const deps = () => ({
  db: harness.db,
  queue: harness.queue,
  files: harness.media,
  replyLanguage: async () => "en",
  now: () => harness.scheduler.now(),
});
const runTimed = () => runTimedRules(deps(), harness.accountId, signal);
const minutes = (count: number) => harness.scheduler.advance(count * 60_000);

const rule = (definition: Partial<RuleDefinition>) =>
  anAutomationRule(harness.db, {
    accountId: harness.accountId,
    isOn: true,
    onSince: harness.scheduler.now(),
    definition: {
      trigger: { kind: "no_reply", from: "team", minutes: 30 },
      conditions: [],
      actions: [{ kind: "send_text", text: "Not forgotten." }],
      flow: "stop",
      ...definition,
    },
  });
const reminders = async () => (await harness.outbox()).filter(({ body }) => body === "Not forgotten.");

/** A customer asks what nobody knows, so that a person is waited for. */
async function askForPerson(): Promise<void> {
  harness.answer = async () => anAnswer("A person.", { decision: "handoff", band: "handed_over", handoffReason: "?" });
  const message = harness.whatsApp.customerWrites("Do you sell cars?", { unseen: true });
  await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
  await harness.answerEverything();
}
const key = async () => {
  const [conversation] = await harness.conversations();
  return { accountId: harness.accountId, conversationId: conversation!.id };
};

describe("when nobody of the team writes back", () => {
  test("the rule acts once, when the time is over, however often it is looked at and by whom", async () => {
    await rule({});
    await askForPerson();
    minutes(25);
    await runTimed();
    expect(await reminders()).toEqual([]);
    minutes(6);
    await Promise.all([runTimed(), runTimed()]);
    minutes(45);
    await runTimed();
    expect(await reminders()).toMatchObject([{ ownershipEpoch: 0, status: "queued" }]);
    expect((await harness.messages()).at(-1)).toMatchObject({ author: "bot", turnId: null, body: "Not forgotten." });
  });

  test("it doesn't once somebody has taken over, or the customer wants no messages", async () => {
    await rule({});
    await askForPerson();
    await harness.service.takeOver(await key());
    minutes(31);
    await runTimed();
    await harness.service.returnToBot(await key());
    await runTimed();
    expect(await reminders()).toEqual([]);
    await askForPerson();
    await harness.db.update(contacts).set({ optedOutAt: harness.scheduler.now() });
    minutes(31);
    await runTimed();
    expect(await reminders()).toEqual([]);
  });

  test("it waits until its conditions hold", async () => {
    await rule({ conditions: [{ kind: "tag", tag: "vip", has: true }] });
    await askForPerson();
    minutes(31);
    await runTimed();
    expect(await reminders()).toEqual([]);
    const [{ contactId } = { contactId: "" }] = await harness.conversations();
    await addTag(harness.db, { accountId: harness.accountId, contactId, tag: "vip" });
    await runTimed();
    expect(await reminders()).toHaveLength(1);
  });

  test("what was over before it was switched on is left alone", async () => {
    await askForPerson();
    minutes(60);
    await rule({});
    await runTimed();
    expect(await reminders()).toEqual([]);
  });
});

test("when the customer doesn't write back after the bot did, the rule acts once", async () => {
  await rule({ trigger: { kind: "no_reply", from: "customer", minutes: 30 } });
  const message = harness.whatsApp.customerWrites("When do you open?", { unseen: true });
  await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
  await harness.answerEverything();
  minutes(31);
  await runTimed();
  // What was never sent is nothing to write back to.
  expect(await reminders()).toEqual([]);
  await harness.db.update(messages).set({ stanzaId: "3EB0AAAA" }).where(eq(messages.author, "bot"));
  await runTimed();
  minutes(60);
  await runTimed();
  expect(await reminders()).toHaveLength(1);
});

test("at its time of day a rule acts once for every conversation of the day, by the account's clock", async () => {
  const now = harness.scheduler.now();
  const inHalfAnHour = new Date(now.getTime() + 30 * 60_000);
  const at = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo", timeStyle: "short" }).format(inHalfAnHour);
  const closed = { timeZone: "Asia/Tokyo", week: [[], [], [], [], [], [], []] as never, holidays: [] };
  await harness.db.update(accounts).set({ businessHours: closed }).where(eq(accounts.id, harness.accountId));
  await rule({ trigger: { kind: "schedule", at, weekdays: [0, 1, 2, 3, 4, 5, 6], audience: "waiting" } });
  await askForPerson();
  await runTimed();
  expect(await reminders()).toEqual([]);
  minutes(31);
  await runTimed();
  minutes(5);
  await runTimed();
  expect(await reminders()).toHaveLength(1);
});

test("accounts with rules that are on are looked at", async () => {
  await rule({});
  await anAutomationRule(harness.db);
  const asked: unknown[] = [];
  const queue = { enqueue: async (_db: unknown, ...job: unknown[]) => void asked.push(job.slice(0, 2)) };
  await enqueueTimedRules({ ...deps(), queue });
  expect(asked).toEqual([["timed_rules", { accountId: harness.accountId }]]);
});
