import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { createRateLimiter, type RateLimiter } from "./service";

const LIMIT = { attempts: 10, windowMs: 15 * 60_000 };
const START = new Date("2026-03-01T12:00:00Z");
const after = (ms: number) => new Date(START.getTime() + ms);

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let limiter: RateLimiter;
beforeAll(async () => {
  database = await openTestDatabase();
  limiter = createRateLimiter(database.db);
});
afterAll(() => database.close());
beforeEach(() => truncateAll(database));

test("of many attempts at once exactly the share gets through, and the rest hear how long to wait", async () => {
  const permits = await Promise.all(Array.from({ length: 25 }, () => limiter.take("a", LIMIT, START)));
  expect(permits.filter(({ ok }) => ok)).toHaveLength(10);
  expect(permits.filter(({ ok }) => !ok)).toEqual(Array(15).fill({ ok: false, retryAfterMs: 90_000 }));
});

test("who waits as long as told gets through, once", async () => {
  for (let attempt = 0; attempt < 10; attempt++) await limiter.take("a", LIMIT, START);
  expect(await limiter.take("a", LIMIT, after(89_999))).toEqual({ ok: false, retryAfterMs: 1 });
  expect(await limiter.take("a", LIMIT, after(90_000))).toEqual({ ok: true });
  expect(await limiter.take("a", LIMIT, after(90_000))).toEqual({ ok: false, retryAfterMs: 90_000 });
});

test("keys don't share, and a forgiven key has its whole share again", async () => {
  for (let attempt = 0; attempt < 11; attempt++) await limiter.take("a", LIMIT, START);
  expect(await limiter.take("b", LIMIT, START)).toEqual({ ok: true });
  await limiter.forgive("a");
  expect(await limiter.take("a", LIMIT, START)).toEqual({ ok: true });
});

test("tidying removes only keys that have their whole share", async () => {
  await limiter.take("old", LIMIT, START);
  for (let attempt = 0; attempt < 10; attempt++) await limiter.take("busy", LIMIT, START);
  await limiter.tidy(after(5 * 60_000));
  expect(await limiter.take("busy", { attempts: 1, windowMs: 1 }, after(5 * 60_000))).toMatchObject({ ok: false });
});

test("in no stretch of a window's length does more than a burst and its refill get through", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 6 }),
      async (gapsMs, attempts) => {
        await truncateAll(database);
        const limit = { attempts, windowMs: 600 };
        let nowMs = 0;
        const allowed: number[] = [];
        for (const gapMs of gapsMs) {
          nowMs += gapMs;
          if ((await limiter.take("a", limit, after(nowMs))).ok) allowed.push(nowMs);
        }
        for (const from of allowed)
          expect(allowed.filter((at) => at >= from && at < from + limit.windowMs).length).toBeLessThanOrEqual(
            2 * attempts,
          );
      },
    ),
    { numRuns: 40 },
  );
});
