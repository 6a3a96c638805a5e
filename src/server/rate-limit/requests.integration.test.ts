import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { createRequestLimits, type RequestLimits } from "./requests";
import { createRateLimiter } from "./service";

const ANA = { userId: "ana", address: "203.0.113.1" };
const STRANGER = { userId: null, address: "203.0.113.1" };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let now: Date;
let limits: RequestLimits;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  now = new Date("2026-03-01T12:00:00Z");
  limits = createRequestLimits(createRateLimiter(database.db), () => now);
});

async function allowed(take: () => ReturnType<RequestLimits["take"]>, tries: number): Promise<number> {
  let count = 0;
  for (let attempt = 0; attempt < tries; attempt++) if ((await take()).ok) count++;
  return count;
}

test("a user's changes are limited wherever they come from, and a stranger at the same address is not held up by them", async () => {
  expect(await allowed(() => limits.take(ANA, "mutation"), 310)).toBe(300);
  expect(await limits.take({ ...ANA, address: "198.51.100.2" }, "mutation")).toEqual({ ok: false, retryAfterMs: 1000 });
  expect(await limits.take(STRANGER, "mutation")).toEqual({ ok: true });
});

test("strangers are limited by address, an IPv6 network counting as one", async () => {
  expect(await allowed(() => limits.take({ userId: null, address: "2001:db8::1" }, "mutation"), 160)).toBe(150);
  expect(await limits.take({ userId: null, address: "2001:db8::2" }, "mutation")).toMatchObject({ ok: false });
  expect(await limits.take({ userId: null, address: "2001:db8:1::2" }, "mutation")).toEqual({ ok: true });
});

test("changes are counted by all processes together", async () => {
  const other = createRequestLimits(createRateLimiter(database.db), () => now);
  expect(await allowed(() => limits.take(ANA, "mutation"), 200)).toBe(200);
  expect(await allowed(() => other.take(ANA, "mutation"), 200)).toBe(100);
});

test("reading is limited too, and comes back evenly", async () => {
  expect(await allowed(() => limits.take(ANA, "query"), 6_100)).toBe(6_000);
  now = new Date(now.getTime() + 1_000);
  expect(await allowed(() => limits.take(ANA, "query"), 100)).toBe(20);
});

test("a user has so many streams open and no more; releasing one twice frees one", () => {
  const releases = Array.from({ length: 30 }, () => limits.openStream(ANA));
  expect(releases.every((release) => release !== undefined)).toBe(true);
  expect(limits.openStream(ANA)).toBeUndefined();
  expect(limits.openStream(STRANGER)).toBeDefined();
  releases[0]?.();
  releases[0]?.();
  expect(limits.openStream(ANA)).toBeDefined();
  expect(limits.openStream(ANA)).toBeUndefined();
});
