import fc from "fast-check";
import { expect, test } from "vitest";
import { decideRefresh, IDLE_LIMIT_MS, REUSE_INTERVAL_MS } from "./rotation";

test.each([
  { behind: 0, sinceMs: 0, decision: "rotate", why: "the current token" },
  { behind: 0, sinceMs: 3_600_000, decision: "rotate", why: "the current token, an hour later" },
  { behind: 1, sinceMs: 0, decision: "return-current", why: "two tabs at once" },
  { behind: 1, sinceMs: 3_600_000, decision: "return-current", why: "the last answer was lost" },
  {
    behind: 2,
    sinceMs: REUSE_INTERVAL_MS - 1,
    decision: "return-current",
    why: "requests that were under way together",
  },
  { behind: 2, sinceMs: REUSE_INTERVAL_MS, decision: "end-session", why: "the interval's end is exclusive" },
  { behind: 50, sinceMs: 60_000, decision: "end-session", why: "an old copy" },
  { behind: 0, sinceMs: IDLE_LIMIT_MS, decision: "rotate", why: "just within the idle limit" },
  { behind: 0, sinceMs: IDLE_LIMIT_MS + 1, decision: "session-expired", why: "nobody came for too long" },
])("$behind behind after $sinceMs ms: $decision ($why)", ({ behind, sinceMs, decision }) => {
  expect(decideRefresh({ currentCounter: 50, presentedCounter: 50 - behind, sinceRotationMs: sinceMs })).toBe(decision);
});

test("a new token is made from the current one only, and an old copy outside the interval always ends the session", () => {
  fc.assert(
    fc.property(
      fc.nat(5_000),
      fc.nat(5_000),
      fc.integer({ min: 0, max: IDLE_LIMIT_MS }),
      (presentedCounter, behind, sinceRotationMs) => {
        const decision = decideRefresh({
          currentCounter: presentedCounter + behind,
          presentedCounter,
          sinceRotationMs,
        });
        expect(decision === "rotate").toBe(behind === 0);
        if (behind > 1) expect(decision === "end-session").toBe(sinceRotationMs >= REUSE_INTERVAL_MS);
      },
    ),
  );
});
