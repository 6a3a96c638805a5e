import { expect, test } from "vitest";
import { SAFETY_LEVELS, scoreSafety } from "../messaging/number-safety";
import { safetyAdvice, safetyWords } from "./safety";

test("every level says what it means and what is done about it, and no two say the same", () => {
  const words = SAFETY_LEVELS.map(safetyWords);
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
  for (const { name } of signals) expect(safetyAdvice(name)).toMatch(/\.$/);
});
