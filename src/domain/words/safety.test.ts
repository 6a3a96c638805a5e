import { expect, test } from "vitest";
import { say } from "@/test/say";
import { SAFETY_LEVELS, scoreSafety } from "../messaging/number-safety";
import { safetyAdvice, safetyWords, signalName, signalWords } from "./safety";

test("every level says what it means and what is done about it, and no two say the same", () => {
  const words = SAFETY_LEVELS.map((level) => safetyWords(say, level));
  expect(new Set(words.map(({ title }) => title)).size).toBe(SAFETY_LEVELS.length);
  for (const { detail } of words) expect(detail).toMatch(/\.$/);
});

test("every sign that takes points off comes with something to do", () => {
  const nothingSent = {
    contacts: 0,
    newContacts: 0,
    unaskedContacts: 0,
    answeringContacts: 0,
    sent: 0,
    busiestMinute: 0,
    sameTexts: [],
    failed: 0,
  };
  const { signals } = scoreSafety(nothingSent, { perMinute: 12 });
  expect(signals.length).toBeGreaterThan(0);
  for (const { name } of signals) expect(safetyAdvice(say, name)).toMatch(/\.$/);
  // As the log of the server has them.
  for (const { name } of signals) expect(signalName(say, name)).toBe(name);
});

test("a sign says what was counted", () => {
  const said = (name: Parameters<typeof signalName>[1], counted: Record<string, number>) =>
    signalWords(say, { name, counted });
  const NOBODY = "Nobody was written to in the last 7 days.";
  expect(said("New contacts", { contacts: 0, fresh: 0, unasked: 0 })).toBe(NOBODY);
  expect(said("New contacts", { contacts: 1, fresh: 0, unasked: 0 })).toBe(
    "Written to for the first time in the last 7 days: 0 of 1 contact.",
  );
  expect(said("New contacts", { contacts: 5, fresh: 2, unasked: 0 })).toBe(
    "Written to for the first time in the last 7 days: 2 of 5 contacts; all had written first.",
  );
  expect(said("New contacts", { contacts: 200, fresh: 180, unasked: 180 })).toBe(
    "Written to for the first time in the last 7 days: 180 of 200 contacts; 180 had not written first.",
  );
  expect(said("Answers", { contacts: 0, answering: 0 })).toBe(NOBODY);
  expect(said("Answers", { contacts: 200, answering: 4 })).toBe(
    "Of 200 contacts written to in the last 7 days, 4 wrote too.",
  );
  expect(said("Bursts", { messages: 60, limit: 20 })).toBe(
    "Busiest minute of the last 24 hours: 60 messages; up to 20 are fine.",
  );
  expect(said("Same text", { percent: 100 })).toBe(
    "Said the same to several contacts in the last 24 hours: 100% of the messages.",
  );
  expect(said("Failures", { failed: 10, tried: 210 })).toBe(
    "Refused by WhatsApp in the last 24 hours: 10 of 210 messages.",
  );
});
