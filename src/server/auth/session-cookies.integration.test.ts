import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAuthService, CookieJar } from "./auth-fixture";
import type { AuthService } from "./service";

const ANA = { email: "ana@shop.example", password: "tangerine lamp at dawn" };
const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let service: AuthService;
let browser: CookieJar;
let printed: MockInstance[];
let isPrintingExpected = false;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") });
  printed = (["warn", "error"] as const).map((level) => vi.spyOn(console, level).mockImplementation(() => {}));
  service = anAuthService(database.db).service;
  browser = new CookieJar();
});
afterEach(() => {
  vi.useRealTimers();
  // The client has no logger: whatever it prints would stand unreadable among ours.
  if (!isPrintingExpected) for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  isPrintingExpected = false;
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const signUp = (jar = browser) => jar.request((http) => service.signUp(ANA, http));
const read = (jar: CookieJar, strict = false) => jar.request((http) => service.readSession(http, { strict }));

describe("session cookies", () => {
  test("are HttpOnly, SameSite=Lax and for the whole site; not Secure on plain http", async () => {
    await signUp();
    const kept = browser.received.filter((line) => !line.includes("Max-Age=0"));
    expect(kept.length).toBeGreaterThan(0);
    for (const line of browser.received) {
      expect(line).toMatch(/; Path=\/(;|$)/);
      expect(line).toContain("; HttpOnly");
      expect(line).toContain("; SameSite=Lax");
      expect(line).not.toContain("Secure");
      expect(line).not.toContain("Domain");
    }
  });

  test("are Secure and bound to the host over https", async () => {
    const jar = new CookieJar({ publicUrl: "https://parley.example" });
    await signUp(jar);
    for (const line of jar.received) expect(line).toMatch(/^__Host-parley-auth.*; Secure/);
    expect(await read(jar)).not.toBeNull();
  });

  test("come with headers that forbid every cache to keep them", async () => {
    await signUp();
    expect(browser.lastResponse.get("cache-control")).toContain("no-store");
    pass(14 * MINUTE_MS);
    await read(browser);
    expect(browser.lastResponse.getSetCookie()).not.toEqual([]);
    expect(browser.lastResponse.get("cache-control")).toContain("no-store");
    await browser.request((http) => service.signOut(http));
    expect(browser.lastResponse.get("cache-control")).toContain("no-store");
  });

  test("fit into the 8 kB that servers accept, and no one-time secrets stay behind", async () => {
    await signUp();
    expect([...browser.cookies.keys()].filter((name) => name.includes("verifier"))).toEqual([]);
    expect(browser.header().length).toBeLessThan(5_000);
  });

  test("are not written again while nothing changes", async () => {
    await signUp();
    await read(browser);
    await read(browser, true);
    expect(browser.lastResponse.getSetCookie()).toEqual([]);
  });
});

describe("a cookie nobody was given", () => {
  test.each([
    ["that is no session", "base64-bm9uc2Vuc2U"],
    ["that is no JSON", "base64-!!!!"],
    ["with an empty session", `base64-${Buffer.from("{}").toString("base64url")}`],
    ["with a token that can't be taken apart", forgedCookie("a.b.c")],
    [
      "with a token of an unknown algorithm",
      forgedCookie(`${base64({ alg: "none", kid: "x" })}.${base64({ sub: "x" })}.AAAA`),
    ],
  ])("%s is no session, and no error", async (_, value) => {
    isPrintingExpected = true;
    browser.cookies.set("parley-auth", value);
    expect(await read(browser)).toBeNull();
    expect(await read(browser, true)).toBeNull();
    await browser.request((http) => service.signOut(http));
    expect(browser.cookies.size).toBe(0);
  });

  test("of another Parley is no session here: same shape, foreign key", async () => {
    const otherDatabase = await openTestDatabase();
    try {
      const elsewhere = anAuthService(otherDatabase.db).service;
      await browser.request((http) => elsewhere.signUp(ANA, http));
      expect(await read(browser)).toBeNull();
      expect(await read(browser, true)).toBeNull();
    } finally {
      await otherDatabase.close();
    }
  });

  test("of the right key but another issuer is no session here", async () => {
    const elsewhere = anAuthService(database.db, { issuer: "http://other.example/auth/v1" }).service;
    await browser.request((http) => elsewhere.signUp(ANA, http));
    expect(await read(browser)).toBeNull();
  });
});

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A session cookie as the client writes it, around a token of one's own. */
function forgedCookie(accessToken: string): string {
  const session = {
    access_token: accessToken,
    refresh_token: "x",
    expires_at: 4_000_000_000,
    token_type: "bearer",
    user: {},
  };
  return `base64-${base64(session)}`;
}
