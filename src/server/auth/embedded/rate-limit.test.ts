import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRateLimiter } from "./rate-limit";

const WINDOW_MS = 1000;

describe("a limit of 3 per second", () => {
  const limiter = () => createRateLimiter({ attempts: 3, windowMs: WINDOW_MS });

  test("lets three through, then says when the first of them will be forgotten", () => {
    const { take } = limiter();
    expect([0, 10, 20].map((at) => take("a", at).ok)).toEqual([true, true, true]);
    expect(take("a", 400)).toEqual({ ok: false, retryAfterMs: 600 });
    expect(take("a", WINDOW_MS).ok).toBe(true);
    expect(take("a", WINDOW_MS).ok).toBe(false);
  });

  test("counts each key alone, and forgives one without the others", () => {
    const { take, forgive } = limiter();
    for (const key of ["a", "a", "a", "b", "b", "b"]) take(key, 0);
    forgive("a");
    expect(take("a", 1).ok).toBe(true);
    expect(take("b", 1).ok).toBe(false);
  });

  test("never lets more than three through in any second", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (gaps) => {
        const { take } = limiter();
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (take("a", now).ok) passed.push(now);
        }
        for (const at of passed)
          expect(passed.filter((other) => other >= at && other < at + WINDOW_MS).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

test("memory is bounded: the key unused for longest is forgotten first", () => {
  const { take } = createRateLimiter({ attempts: 1, windowMs: WINDOW_MS }, 2);
  take("old", 0);
  take("kept", 0);
  take("new", 1);
  expect(take("kept", 2).ok).toBe(false);
  expect(take("old", 2).ok).toBe(true);
});
