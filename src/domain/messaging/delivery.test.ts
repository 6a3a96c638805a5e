import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DELIVERY_TIMING,
  fileTransferMs,
  isEchoCertainlyAbsent,
  isEchoOf,
  nextDeliveryStep,
  type OutgoingState,
  retryAfterFailure,
} from "./delivery";
import { NO_PACING, typingMs } from "./pacing";

const now = new Date("2026-03-01T10:00:00Z");
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const row: OutgoingState = {
  status: "queued",
  chatId: "6281200000001@c.us",
  ownershipEpoch: 2,
  conversationEpoch: 2,
  isOptedOut: false,
  hasCustomerWritten: true,
  isAnsweredGroup: false,
  nextAttemptAt: at(0),
  expiresAt: at(3600),
};

test.each([
  { change: {}, step: "send", why: "due and current" },
  { change: { nextAttemptAt: at(1) }, step: "wait", why: "backing off" },
  { change: { conversationEpoch: 3 }, step: "cancelled", why: "a person took over since it was written" },
  { change: { conversationEpoch: 3, ownershipEpoch: null }, step: "send", why: "a person wrote it" },
  { change: { expiresAt: at(0) }, step: "expired", why: "too late" },
  { change: { isOptedOut: true }, step: "cancelled", why: "the customer wants none" },
  { change: { isOptedOut: true, ownershipEpoch: null }, step: "send", why: "a person may still write" },
  { change: { hasCustomerWritten: false }, step: "failed", why: "the bot only answers" },
  { change: { hasCustomerWritten: false, ownershipEpoch: null }, step: "send", why: "a person may begin" },
  { change: { chatId: "12036@g.us" }, step: "failed", why: "a group" },
  { change: { chatId: "12036@g.us", isAnsweredGroup: true }, step: "send", why: "a group that is answered" },
  { change: { chatId: "12036@g.us", ownershipEpoch: null }, step: "failed", why: "a group, also for people" },
  { change: { chatId: "status@broadcast", isAnsweredGroup: true }, step: "failed", why: "a status" },
  { change: { chatId: "12036@newsletter", isAnsweredGroup: true }, step: "failed", why: "a newsletter" },
  { change: { chatId: "12036@broadcast", isAnsweredGroup: true }, step: "failed", why: "a broadcast list" },
  { change: { status: "unknown" }, step: "look_for_echo", why: "in doubt" },
  { change: { status: "sending" }, step: "look_for_echo", why: "crashed while sending" },
  { change: { status: "unknown", expiresAt: at(-1), conversationEpoch: 3 }, step: "look_for_echo", why: "truth first" },
  { change: { status: "unknown", nextAttemptAt: at(5) }, step: "wait", why: "looked a moment ago" },
  { change: { status: "sent" }, step: "none", why: "done" },
  { change: { status: "cancelled" }, step: "none", why: "done" },
  { change: { status: "failed" }, step: "none", why: "done" },
  { change: { status: "expired" }, step: "none", why: "done" },
] as const)("$step: $why", ({ change, step }) => {
  const next = nextDeliveryStep({ ...row, ...change }, now);
  expect(next.type === "end" ? next.status : next.type).toBe(step);
});

describe("echoes", () => {
  const attempt = { kind: "text", body: "We open at 9.\nSee you!", sendingSince: now } as const;
  test.each([
    { seen: { body: "We open at 9.\nSee you!", sentAt: at(1) }, is: true, why: "same text" },
    { seen: { body: " We open at 9. See you! ", sentAt: at(1) }, is: true, why: "white space is WhatsApp's" },
    { seen: { body: "We open at 8.\nSee you!", sentAt: at(1) }, is: false, why: "other text" },
    { seen: { body: "We open at 9.\nSee you!", sentAt: at(-200) }, is: true, why: "clocks differ" },
    { seen: { body: "We open at 9.\nSee you!", sentAt: at(-400) }, is: false, why: "long before" },
    { seen: { body: "We open at 9.\nSee you!", sentAt: at(7200) }, is: true, why: "delivered after a long outage" },
  ])("$is: $why", ({ seen, is }) => {
    expect(isEchoOf({ ...attempt, status: "failed", file: null }, { kind: "text", ...seen }, DELIVERY_TIMING)).toBe(is);
  });

  test.each([
    { sent: "image", seen: "image", is: true, why: "the same kind of file" },
    { sent: "image", seen: "document", is: false, why: "another kind of file" },
    { sent: "image", seen: "text", is: false, why: "a text with the words under a file" },
    { sent: "text", seen: "image", is: false, why: "a file of the owner's with the same words" },
  ] as const)("$is: $why", ({ sent, seen, is }) => {
    const one = { body: "Our menu", sendingSince: now, sentAt: at(1), status: "unknown", file: null } as const;
    expect(isEchoOf({ ...one, kind: sent }, { ...one, kind: seen }, DELIVERY_TIMING)).toBe(is);
  });

  const aFile = { sizeBytes: 6_400_000, fileName: "menu", mimeType: "application/pdf" };
  const aFileSent = { kind: "image", body: "", sendingSince: now, status: "unknown", file: aFile } as const;
  const aFileSeen = { kind: "image", body: "", sentAt: at(1) } as const;

  test.each([
    // 45 s of sending, 100 s of carrying, 30 s of grace, and five minutes that the clocks may differ.
    { sentAt: at(475), is: true, why: "as late as it may have gone out" },
    { sentAt: at(476), is: false, why: "the owner's own, sent later" },
    { sentAt: at(-301), is: false, why: "the owner's own, sent before" },
  ])("of a file without words, $is: $why", ({ sentAt, is }) => {
    expect(isEchoOf(aFileSent, { ...aFileSeen, sentAt }, DELIVERY_TIMING)).toBe(is);
  });

  test.each([
    ["queued", true],
    ["sending", true],
    ["unknown", true],
    ["failed", false],
    ["cancelled", false],
    ["expired", false],
  ] as const)("a file that is %s may still be seen: %s", (status, is) => {
    expect(isEchoOf({ ...aFileSent, status }, aFileSeen, DELIVERY_TIMING)).toBe(is);
  });

  test.each([
    { fileName: "menu.pdf", is: true, why: "as it was handed over" },
    { fileName: "invoice.pdf", is: false, why: "another document" },
    { fileName: undefined, is: true, why: "WhatsApp doesn't tell" },
  ])("of a document, $is: $why", ({ fileName, is }) => {
    const document = { kind: "document" } as const;
    expect(isEchoOf({ ...aFileSent, ...document }, { ...aFileSeen, ...document, fileName }, DELIVERY_TIMING)).toBe(is);
  });

  test("of a file that may still be on its way isn't absent yet", () => {
    const transferMs = fileTransferMs(6_400_000);
    expect(transferMs).toBe(100_000);
    expect(isEchoCertainlyAbsent(now, at(174), DELIVERY_TIMING, transferMs)).toBe(false);
    expect(isEchoCertainlyAbsent(now, at(175), DELIVERY_TIMING, transferMs)).toBe(true);
  });

  test("one that is missing only counts as absent after the grace time", () => {
    expect(isEchoCertainlyAbsent(now, at(29), DELIVERY_TIMING)).toBe(false);
    expect(isEchoCertainlyAbsent(now, at(30), DELIVERY_TIMING)).toBe(true);
  });
});

test("a refused reply is tried five times in all", () => {
  const tries = [1, 2, 3, 4, 5].map((attempts) => retryAfterFailure(attempts, 0, DELIVERY_TIMING));
  expect(tries.map(({ retry }) => retry)).toEqual([true, true, true, true, false]);
});

test("typing time grows with the text and stays within its bounds", () => {
  const pacing = { msPerCharacter: 20, shortestMs: 500, longestMs: 4000 };
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.double({ min: 0, max: 0.999, noNaN: true }), (text, more, random) => {
      const ms = typingMs(text, random, pacing);
      expect(ms).toBeGreaterThanOrEqual(500);
      expect(ms).toBeLessThanOrEqual(4000);
      expect(typingMs(text + more, random, pacing)).toBeGreaterThanOrEqual(ms);
      expect(typingMs(text, random, NO_PACING)).toBe(0);
    }),
  );
});
