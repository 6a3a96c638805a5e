import { beforeEach, describe, expect, test } from "vitest";
import { DISCARDED_REASON } from "@/domain/agent/shadow";
import type { Passage } from "@/domain/knowledge/passage";
import { setShadowed } from "@/server/accounts/service";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anAccount, anActor } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { shadowActs } from "./shadow-fixture";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});
const { switchShadow, ownerWrites, ask, key, drafts, waiting, send, discard } = shadowActs(() => harness);
beforeEach(() => switchShadow(true));

describe("own words", () => {
  const reply = async (text: string) =>
    harness.service.replyAsPerson({ ...(await key()), userId: "ana", text, idempotencyKey: "12345678" });

  test("from the dashboard replace the draft, are measured, and don't silence the bot", async () => {
    harness.answer = async () => anAnswer("We open at nine.");
    await ask("When do you open?");
    await reply("We open at ten.");
    expect(await drafts()).toMatchObject([{ status: "replaced", agreement: 0.75, decidedBy: "ana" }]);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot", needsPersonReason: null }]);
    await ask("And on Sunday?");
    expect(await waiting()).toMatchObject({ question: "And on Sunday?" });
  });

  test("from the phone do the same", async () => {
    harness.answer = async () => anAnswer("We open at nine.");
    await ask("When do you open?");
    await ownerWrites("At nine!");
    expect(await drafts()).toMatchObject([{ status: "replaced", sentText: "At nine!", decidedBy: null }]);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot", needsPersonReason: null }]);
    await ask("And on Sunday?");
    expect(await waiting()).toMatchObject({ question: "And on Sunday?" });
  });

  test("that were written before the draft and are heard of now leave it", async () => {
    await ask("When do you open?");
    const sentAt = new Date(harness.scheduler.now().getTime() - 3_600_000);
    await ownerWrites("Good morning", { sentAt, isBacklog: true });
    expect(await drafts()).toMatchObject([{ status: "waiting" }]);
  });

  test("outside of shadow mode take over, as ever", async () => {
    await switchShadow(false);
    await ask("When do you open?");
    await reply("At nine.");
    expect(await harness.conversations()).toMatchObject([{ owner: "person" }]);
  });

  test("after an explicit takeover leave the bot silent", async () => {
    await ask("When do you open?");
    await harness.service.takeOver(await key());
    expect(await drafts()).toMatchObject([{ status: "outdated" }]);
    await reply("At nine.");
    expect(await harness.conversations()).toMatchObject([{ owner: "person", takeoverUntil: null }]);
    await ask("And on Sunday?");
    expect(await harness.service.getDraft(await key())).toBeNull();
  });
});

test("a discarded draft counts as no agreement, and its customer still waits for a person", async () => {
  await ask("When do you open?");
  await discard();
  expect(await drafts()).toMatchObject([{ status: "discarded", agreement: 0, decidedBy: "ana", sentText: null }]);
  expect(await harness.conversations()).toMatchObject([{ needsPersonReason: DISCARDED_REASON }]);
  expect(await harness.service.getDraft(await key())).toBeNull();
});

test("agreement is told per topic, of the last 30 days, and outdated drafts don't count", async () => {
  const trace = (documentName: string) => ({
    ...anAnswer("").trace,
    passages: [{ documentId: "doc_1", documentName, page: 1 } as Passage],
    sentences: [{ text: "We open at nine.", citations: [0] }],
  });
  const decide = async (documentName: string, act: () => Promise<unknown>) => {
    harness.answer = async () => anAnswer("We open at nine.", { trace: trace(documentName) });
    await ask("When do you open?");
    await act();
  };
  await decide("Old.pdf", () => send());
  harness.scheduler.advance(31 * 24 * 3_600_000);
  await decide("Hours.pdf", () => send());
  await decide("Hours.pdf", () => send("ana", "We open at ten."));
  await decide("Hours.pdf", () => ask("And on Sunday?"));
  await discard();
  await decide("Prices.pdf", () => send());
  expect(await harness.service.getAgreement(harness.accountId)).toEqual({
    days: 30,
    topics: [
      { topic: "Hours.pdf", count: 3, unchangedCount: 1, agreement: (1 + 0.75 + 0) / 3 },
      { topic: "Prices.pdf", count: 1, unchangedCount: 1, agreement: 1 },
    ],
  });
  const other = await anAccount(harness.db);
  expect((await harness.service.getAgreement(other.id)).topics).toEqual([]);
});

test("the switch tells the log once", async () => {
  const actor = anActor({ id: "ana", email: "ana@example.com" });
  await setShadowed(harness.db, { accountId: harness.accountId, actor, isOn: true });
  await setShadowed(harness.db, { accountId: harness.accountId, actor, isOn: false });
  const entries = await harness.db.query.auditEntries.findMany();
  expect(entries).toMatchObject([{ action: "account.shadowSwitched", before: { isOn: true }, after: { isOn: false } }]);
});
