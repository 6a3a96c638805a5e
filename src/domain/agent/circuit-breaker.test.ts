import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterFailure,
  askedOnce,
  type Circuit,
  FAILURES_TO_BREAK,
  FIRST_PAUSE_MS,
  mayBeAsked,
  WORKING_CIRCUIT,
} from "./circuit-breaker";

const failed = (times: number, nowMs: number): Circuit =>
  Array.from({ length: times }).reduce<Circuit>((circuit) => afterFailure(circuit, nowMs), WORKING_CIRCUIT);

test("a model that failed now and then is asked, one that only fails is left alone for a while", () => {
  expect(mayBeAsked(failed(FAILURES_TO_BREAK - 1, 1_000), 1_000)).toBe(true);
  const broken = failed(FAILURES_TO_BREAK, 1_000);
  expect(mayBeAsked(broken, 1_000 + FIRST_PAUSE_MS - 1)).toBe(false);
  expect(mayBeAsked(broken, 1_000 + FIRST_PAUSE_MS)).toBe(true);
});

test("after the pause one caller tries it, and the others wait", () => {
  const later = 1_000 + FIRST_PAUSE_MS;
  const tried = askedOnce(failed(FAILURES_TO_BREAK, 1_000), later);
  expect(mayBeAsked(tried, later)).toBe(false);
  // A caller that never comes back must not keep it closed for ever.
  expect(mayBeAsked(tried, later + FIRST_PAUSE_MS)).toBe(true);
});

test("however long it has been failing, it is asked again within minutes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 1e12 }), (times, nowMs) => {
      const circuit = afterFailure({ failures: times - 1, closedUntilMs: 0 }, nowMs);
      expect(circuit.failures).toBe(times);
      expect(circuit.closedUntilMs).toBeLessThanOrEqual(nowMs + 5 * 60_000);
    }),
  );
});
