import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressBucket, createRateLimiter } from "./rate-limit";

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

describe("addressBucket", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [null, "unknown"],
    ["", "unknown"],
  ])("%s counts as %s", (address, bucket) => {
    expect(addressBucket(address)).toBe(bucket);
  });

  test("addresses that differ only in their last 64 bits share a bucket", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 12, maxLength: 12 }), (groups) => {
        const hex = groups.map((group) => group.toString(16));
        const network = hex.slice(0, 4).join(":");
        expect(addressBucket(`${network}:${hex.slice(4, 8).join(":")}`)).toBe(
          addressBucket(`${network}:${hex.slice(8, 12).join(":")}`),
        );
      }),
    );
  });
});
