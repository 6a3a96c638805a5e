import { beforeEach, describe, expect, test } from "vitest";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import type { RuleDefinition } from "@/domain/automation/rule";
import { aRule } from "@/domain/automation/rule-fixture";
import type { Passage } from "@/domain/knowledge/passage";
import { replyDrafts } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anAccount, anAutomationRule } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import { shadowActs } from "./shadow-fixture";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});
const { switchShadow, customerWrites, ask, key, drafts, waiting, send, discard, sent, kindThrown } = shadowActs(
  () => harness,
);
beforeEach(() => switchShadow(true));

const rule = (position: number, definition: Partial<RuleDefinition>) =>
  anAutomationRule(harness.db, {
    accountId: harness.accountId,
    isOn: true,
    position,
    definition: aRule(definition).definition,
  });

/** received = answered + automated + handed_off + ignored: every message that came in is in a turn, which has an outcome. */
async function expectLedgerToAddUp(): Promise<void> {
  const outcomes = new Map((await harness.turns()).map(({ id, outcome }) => [id, outcome]));
  const received = (await harness.messages()).filter(({ fromMe }) => !fromMe);
  expect(received.map(({ turnId }) => outcomes.get(turnId ?? "none"))).not.toContain(undefined);
}

describe("drafting", () => {
  test("sends nothing: the draft waits with its question, and the conversation waits for a person", async () => {
    await ask("When do you open?");
    expect(await sent()).toEqual([]);
    expect(await harness.turns()).toMatchObject([
      { outcome: "handed_off", reason: SHADOW_REASON, reply: "About: When do you open?", band: "sure" },
    ]);
    expect(await harness.conversations()).toMatchObject([{ owner: "bot", needsPersonReason: SHADOW_REASON }]);
    const [turn] = await harness.turns();
    expect(await waiting()).toMatchObject({
      turnId: turn!.id,
      text: "About: When do you open?",
      question: "When do you open?",
      sources: [],
    });
    await expectLedgerToAddUp();
  });

  test("names each page that the draft stands on once, and measures it under the document that it cites first", async () => {
    const passage = (documentName: string, page: number) =>
      ({ documentId: `doc_${documentName}`, documentName, page }) as Passage;
    const passages = [passage("Prices.pdf", 2), passage("Hours.pdf", 1), passage("Hours.pdf", 1)];
    const trace = { ...anAnswer("").trace, passages, sentences: [{ text: "At nine.", citations: [1, 2, 0] }] };
    harness.answer = async () => anAnswer("At nine.", { trace });
    await ask("When do you open?");
    expect((await waiting()).sources.map(({ documentName, page }) => `${documentName} ${page}`)).toEqual([
      "Hours.pdf 1",
      "Prices.pdf 2",
    ]);
    expect(await drafts()).toMatchObject([{ topic: "Hours.pdf" }]);
  });

  test("of a handover keeps its reason, holds its words back and is not measured", async () => {
    harness.answer = async () =>
      anAnswer("A person will answer you.", { decision: "handoff", band: "handed_over", handoffReason: "Not in it." });
    await ask("Do you sell cars?");
    expect(await sent()).toEqual([]);
    expect(await harness.turns()).toMatchObject([{ outcome: "handed_off", reason: "Not in it." }]);
    expect(await drafts()).toMatchObject([{ text: "A person will answer you.", topic: null, status: "waiting" }]);
    await send();
    // The customer was told that a person answers, so one is still waited for.
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "Not in it." }]);
    expect((await harness.service.getAgreement(harness.accountId)).topics).toEqual([]);
  });

  test("leaves what people wrote into rules to go out, and rules about handovers alone", async () => {
    await rule(1, { actions: [{ kind: "send_text", text: "Welcome!" }] });
    await rule(2, { trigger: { kind: "handoff" }, actions: [{ kind: "send_text", text: "Somebody is called." }] });
    await ask("When do you open?");
    expect(await sent()).toEqual(["Welcome!"]);
    expect(await waiting()).toMatchObject({ text: "About: When do you open?" });
  });

  test("beside a rule that closes the conversation still calls a person", async () => {
    await rule(1, { actions: [{ kind: "close" }] });
    await ask("When do you open?");
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: SHADOW_REASON }]);
    await send();
    expect(await sent()).toEqual(["About: When do you open?"]);
  });

  test("of a handover that a rule pauses the bot after can still be sent", async () => {
    await rule(1, { trigger: { kind: "handoff" }, actions: [{ kind: "pause_bot", minutes: null }] });
    harness.answer = async () =>
      anAnswer("A person will answer.", { decision: "handoff", handoffReason: "Not in it." });
    await ask("Do you sell cars?");
    expect(await harness.conversations()).toMatchObject([{ owner: "person", needsPersonReason: "Not in it." }]);
    await send();
    expect(await sent()).toEqual(["A person will answer."]);
  });

  test("is overtaken by a rule that pauses the bot", async () => {
    await ask("When do you open?");
    await rule(1, { actions: [{ kind: "pause_bot", minutes: null }], flow: "stop" });
    await ask("And on Sunday?");
    expect(await drafts()).toMatchObject([{ status: "outdated" }]);
  });

  test("goes by the switch as it is when the reply is written down, not when it was begun", async () => {
    await switchShadow(false);
    harness.answer = async ({ question }) => {
      await switchShadow(true);
      return anAnswer(`About: ${question}`);
    };
    await ask("When do you open?");
    expect(await sent()).toEqual([]);
    expect(await drafts()).toMatchObject([{ status: "waiting" }]);
  });

  test("ends with the switch: the bot answers by itself again, and an older draft is outdated", async () => {
    await ask("When do you open?");
    await switchShadow(false);
    await ask("And on Sunday?");
    expect(await sent()).toEqual(["About: And on Sunday?"]);
    expect(await drafts()).toMatchObject([{ status: "outdated", agreement: null }]);
  });

  test("again after a newer question makes the older draft outdated; what is not answered leaves it", async () => {
    await ask("When do you open?");
    await customerWrites("", { kind: "sticker" });
    await harness.answerEverything();
    expect((await drafts()).map(({ status }) => status)).toEqual(["waiting"]);
    await ask("And on Sunday?");
    expect((await drafts()).map(({ text, status }) => [text, status])).toEqual([
      ["About: When do you open?", "outdated"],
      ["About: And on Sunday?", "waiting"],
    ]);
    await expectLedgerToAddUp();
  });

  test("is outdated when the customer takes everything back that it answers", async () => {
    await ask("When do you open?");
    const [{ stanzaId } = { stanzaId: "" }] = await harness.messages();
    const at = harness.scheduler.now();
    const change = { type: "deleted", stanzaId: stanzaId ?? "", fromMe: false, at } as const;
    await harness.inbound.change(harness.accountId, { ...change, chatId: "6281200000001@c.us" });
    expect(await drafts()).toMatchObject([{ status: "outdated" }]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
  });

  test("is taken back when the customer writes on at once: one draft for both", async () => {
    await customerWrites("When do you open?");
    await harness.answerEverything();
    await customerWrites("On Sunday, I mean");
    expect(await drafts()).toEqual([]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
    await harness.answerEverything();
    expect((await drafts()).map(({ text }) => text)).toEqual(["About: When do you open?\nOn Sunday, I mean"]);
    expect(await harness.turns()).toHaveLength(1);
    await expectLedgerToAddUp();
  });

  test("in two conversations that turn out to be one leaves the newer draft, and it can be sent", async () => {
    const [number, lid] = ["6281200000001@c.us", "1122334455@lid"];
    await customerWrites("When do you open?", { chatId: number, contactAliases: [number] });
    await harness.answerEverything();
    harness.scheduler.advance(60_000);
    await customerWrites("And on Sunday?", { chatId: lid, contactAliases: [lid], contactPhone: undefined });
    await harness.answerEverything();
    harness.scheduler.advance(60_000);
    expect(await harness.conversations()).toHaveLength(2);
    await customerWrites("", { kind: "sticker", chatId: lid, contactAliases: [lid, number] });
    await harness.answerEverything();
    expect(await harness.conversations()).toHaveLength(1);
    const { conversationId } = await key();
    expect(await drafts()).toMatchObject([
      { text: "About: When do you open?", status: "outdated", conversationId },
      { text: "About: And on Sunday?", status: "waiting", conversationId },
    ]);
    await send();
    expect(await sent()).toEqual(["About: And on Sunday?"]);
  });
});

describe("sending", () => {
  test("is a person's reply with the draft's reasons, and the bot goes on drafting", async () => {
    await ask("When do you open?");
    const [turn] = await harness.turns();
    await send("ana");
    expect((await harness.messages()).at(-1)).toMatchObject({
      author: "person",
      authorUserId: "ana",
      turnId: turn!.id,
    });
    expect(await drafts()).toMatchObject([{ status: "sent", agreement: 1, decidedBy: "ana" }]);
    expect(await harness.conversations()).toMatchObject([
      { owner: "bot", ownershipEpoch: 0, needsPersonReason: null, unreadCount: 0 },
    ]);
    await ask("And on Sunday?");
    expect(await waiting()).toMatchObject({ text: "About: And on Sunday?" });
    await expectLedgerToAddUp();
  });

  test("by two at once goes out once, and the other hears of it", async () => {
    await ask("When do you open?");
    const act = { ...(await key()), draftId: (await waiting()).id };
    const kinds = await Promise.all(
      ["ana", "ben", "eva"].map((userId) => kindThrown(harness.service.sendDraft({ ...act, userId }))),
    );
    expect(kinds.toSorted()).toEqual(["conflict", "conflict", "nothing thrown"]);
    expect(await sent()).toEqual(["About: When do you open?"]);
  });

  test("asked for again by the same click gives the same message", async () => {
    await ask("When do you open?");
    const act = { ...(await key()), draftId: (await waiting()).id, userId: "ana" };
    const first = await harness.service.sendDraft(act);
    expect(await harness.service.sendDraft(act)).toEqual(first);
    expect(await kindThrown(harness.service.sendDraft({ ...act, text: "At ten." }))).toBe("conflict");
    expect(await sent()).toHaveLength(1);
  });

  test("with other words is an edit, and measured", async () => {
    harness.answer = async () => anAnswer("We open at nine.");
    await ask("When do you open?");
    await send("ana", "We open at ten.");
    expect(await sent()).toEqual(["We open at ten."]);
    expect(await drafts()).toMatchObject([{ status: "edited", agreement: 0.75, sentText: "We open at ten." }]);
  });

  test("answers the draft's own question: what came in meanwhile is still drafted", async () => {
    await ask("When do you open?");
    await customerWrites("And on Sunday?");
    await send();
    await harness.answerEverything();
    expect(await waiting()).toMatchObject({ question: "And on Sunday?" });
  });

  test("is not taken back when the customer writes on: a person has sent it", async () => {
    await customerWrites("When do you open?");
    await harness.answerEverything();
    await send();
    await customerWrites("On Sunday, I mean");
    expect(await sent()).toEqual(["About: When do you open?"]);
    expect(await drafts()).toMatchObject([{ status: "sent" }]);
  });

  test.each([
    { what: "somebody took the conversation over", by: async () => harness.service.takeOver(await key()) },
    { what: "somebody closed the conversation", by: async () => harness.service.close(await key()) },
    { what: "the conversation went on", by: () => ask("And on Sunday?") },
    { what: "the customer opted out", by: () => customerWrites("STOP") },
    { what: "it was discarded", by: async () => discard() },
  ])("is refused once $what", async ({ by }) => {
    await ask("When do you open?");
    const act = { ...(await key()), draftId: (await waiting()).id, userId: "ana" };
    await by();
    const [{ status } = { status: "waiting" }] = await drafts();
    expect(status).not.toBe("waiting");
    const before = await sent();
    expect(await kindThrown(harness.service.sendDraft(act))).toBe("conflict");
    expect(await sent()).toEqual(before);
  });

  test("is refused under another epoch than the draft's", async () => {
    await ask("When do you open?");
    await harness.db.update(replyDrafts).set({ ownershipEpoch: 7 });
    expect(await kindThrown(send())).toBe("conflict");
  });

  test("and all else is not found from another account", async () => {
    await ask("When do you open?");
    const { conversationId } = await key();
    const foreign = { accountId: (await anAccount(harness.db)).id, conversationId };
    const act = { ...foreign, draftId: (await waiting()).id, userId: "ana" };
    expect(await kindThrown(harness.service.getDraft(foreign))).toBe("not_found");
    expect(await kindThrown(harness.service.sendDraft(act))).toBe("not_found");
    expect(await kindThrown(harness.service.discardDraft(act))).toBe("not_found");
    expect(await sent()).toEqual([]);
  });
});
