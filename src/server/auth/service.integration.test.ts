import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { authSessions, authUsers, users } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAuthService, CookieJar } from "./auth-fixture";
import type { AuthService } from "./service";

const ANA = { email: "ana@shop.example", password: "tangerine lamp at dawn" };
const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let service: AuthService;
let browser: CookieJar;
let printed: MockInstance[];
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
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const signUp = (jar = browser) => jar.request((http) => service.signUp(ANA, http));
const signIn = (jar: CookieJar, password = ANA.password) =>
  jar.request((http) => service.signIn({ email: ANA.email, password }, http));
const read = (jar: CookieJar, strict = false) => jar.request((http) => service.readSession(http, { strict }));

describe("the whole way, through the Supabase client", () => {
  test("sign up, read, sign out, sign in", async () => {
    const outcome = await signUp();
    expect(outcome).toEqual({ status: "signed_in", user: { id: expect.any(String), email: ANA.email } });
    const user = outcome.status === "signed_in" && outcome.user;
    expect(await read(browser)).toEqual({ user, sessionId: expect.any(String) });
    expect(await read(browser, true)).toEqual({ user, sessionId: expect.any(String) });
    await browser.request((http) => service.signOut(http));
    expect(browser.cookies.size).toBe(0);
    expect(await read(browser)).toBeNull();
    expect(await signIn(browser)).toEqual({ status: "signed_in", user });
    expect(await read(browser, true)).toEqual({ user, sessionId: expect.any(String) });
  });

  test("a stranger has no session, and nothing is written for them", async () => {
    expect(await read(new CookieJar(), true)).toBeNull();
    const jar = new CookieJar();
    jar.cookies.set("theme", "dark");
    expect(await read(jar)).toBeNull();
    expect(jar.received).toEqual([]);
  });

  test("our own row of the user appears with the first sign-in, and again when it is missing", async () => {
    await signUp();
    const [row] = await database.db.select().from(users);
    expect(row).toMatchObject({ email: ANA.email });
    await database.db.delete(users);
    const restarted = anAuthService(database.db).service;
    await browser.request((http) => restarted.readSession(http));
    expect(await database.db.select().from(users)).toMatchObject([{ id: row?.id, email: ANA.email }]);
  });

  test("a changed address reaches our row from the server's answer, and an older token doesn't change it back", async () => {
    await signUp();
    await database.db.update(authUsers).set({ email: "ana@new.example" });
    await read(browser, true);
    expect(await database.db.select().from(users)).toMatchObject([{ email: "ana@new.example" }]);
    expect(await read(browser)).toMatchObject({ user: { email: ANA.email } });
    expect(await database.db.select().from(users)).toMatchObject([{ email: "ana@new.example" }]);
  });
});

describe("an ended session", () => {
  test("is gone for every request that changes something, from the copied cookie too", async () => {
    await signUp();
    const copied = browser.copy();
    await browser.request((http) => service.signOut(http));
    expect(await read(copied, true)).toBeNull();
    expect(copied.cookies.size).toBe(0);
  });

  test("is gone for reading at once, though its token is good for a quarter of an hour", async () => {
    await signUp();
    const copied = browser.copy();
    await browser.request((http) => service.signOut(http));
    expect(await read(copied)).toBeNull();
    expect(copied.cookies.size).toBe(0);
  });

  test.each([
    { scope: "local", here: false, there: true },
    { scope: "others", here: true, there: false },
    { scope: "global", here: false, there: false },
  ] as const)("signing out with scope $scope: this browser $here, the other $there", async ({ scope, here, there }) => {
    await signUp();
    const other = new CookieJar();
    await signIn(other);
    const copied = browser.copy();
    await browser.request((http) => service.signOut(http, { scope }));
    expect((await read(copied, true)) !== null).toBe(here);
    expect((await read(other, true)) !== null).toBe(there);
    expect(browser.cookies.size > 0).toBe(here);
  });

  test("that the server has forgotten can still be signed out of", async () => {
    await signUp();
    await database.db.delete(authSessions);
    await browser.request((http) => service.signOut(http));
    expect(browser.cookies.size).toBe(0);
  });
});

describe("refreshing", () => {
  test("happens by itself before the token expires, and what runs later in the request sees the new session", async () => {
    await signUp();
    pass(14 * MINUTE_MS);
    const before = browser.header();
    const later = await browser.request(async (http) => {
      await service.readSession(http);
      return http.readCookies();
    });
    expect(browser.header()).not.toBe(before);
    expect(later.map(({ name, value }) => `${name}=${value}`).join("; ")).toBe(browser.header());
  });

  test("keeps somebody signed in who comes back after weeks", async () => {
    await signUp();
    pass(30 * 24 * 60 * MINUTE_MS);
    expect(await read(browser, true)).not.toBeNull();
  });

  test("by two tabs at once keeps both signed in", async () => {
    await signUp();
    pass(20 * MINUTE_MS);
    const tabs = [browser.copy(), browser.copy(), browser.copy()];
    const sessions = await Promise.all(tabs.map((tab) => read(tab)));
    expect(sessions.every((session) => session !== null)).toBe(true);
    pass(20 * MINUTE_MS);
    for (const tab of tabs) expect(await read(tab, true)).not.toBeNull();
  });

  test("with a stolen old cookie ends the session for thief and owner", async () => {
    await signUp();
    const stolen = browser.copy();
    for (let round = 0; round < 2; round++) {
      pass(20 * MINUTE_MS);
      expect(await read(browser)).not.toBeNull();
    }
    pass(MINUTE_MS);
    expect(await read(stolen)).toBeNull();
    expect(await read(browser, true)).toBeNull();
  });
});

describe("signing in over another session", () => {
  test("replaces it wholly, however large its cookies were", async () => {
    const large = { ...ANA, email: "large@shop.example" };
    await browser.request((http) => service.signUp(large, http));
    // Three pieces where the new session needs fewer: a piece left over would spoil the new one.
    for (const index of [0, 1, 2, 3]) browser.cookies.set(`parley-auth.${index}`, "stale");
    await signUp();
    expect(await read(browser, true)).toMatchObject({ user: { email: ANA.email } });
    expect(browser.header()).not.toContain("stale");
  });

  test("works when the old one has ended, and doesn't touch it", async () => {
    await signUp();
    await database.db.delete(authSessions);
    pass(20 * MINUTE_MS);
    await signIn(browser);
    expect(await read(browser, true)).not.toBeNull();
  });

  test("leaves it alone when the password is wrong", async () => {
    await signUp();
    await expect(signIn(browser, "not the password")).rejects.toMatchObject({ kind: "unauthorized" });
    expect(await read(browser, true)).not.toBeNull();
  });
});

describe("what people are told", () => {
  test("is the same for a wrong password and an unknown address", async () => {
    await signUp();
    const words = { kind: "unauthorized", publicMessage: "That email and password don't match." };
    await expect(signIn(new CookieJar(), "not the password")).rejects.toMatchObject(words);
    await database.db.delete(authUsers);
    await expect(signIn(new CookieJar())).rejects.toMatchObject(words);
  });

  test.each([
    ["short", /at least 8 characters/],
    ["Password123", /one of the first that would be tried/],
    ["x".repeat(80), /72 characters at most/],
  ])("says what to do about the password %s", async (password, words) => {
    await expect(browser.request((http) => service.signUp({ ...ANA, password }, http))).rejects.toMatchObject({
      kind: "bad_request",
      publicMessage: expect.stringMatching(words),
    });
  });

  test("says that a user exists, that sign-up is closed, and that somebody is blocked", async () => {
    await signUp();
    await expect(signUp(new CookieJar())).rejects.toMatchObject({ kind: "conflict" });
    const closed = anAuthService(database.db, { isSignUpOpen: false }).service;
    const newcomer = { ...ANA, email: "bo@shop.example" };
    await expect(browser.request((http) => closed.signUp(newcomer, http))).rejects.toMatchObject({ kind: "forbidden" });
    await database.db
      .update(authUsers)
      .set({ bannedUntil: new Date("2027-01-01") })
      .where(eq(authUsers.email, ANA.email));
    await expect(signIn(new CookieJar())).rejects.toMatchObject({
      kind: "forbidden",
      publicMessage: expect.stringContaining("blocked"),
    });
  });

  test("says when to try again after too many tries", async () => {
    await signUp();
    for (let attempt = 0; attempt < 10; attempt++) await signIn(new CookieJar(), "wrong").catch(() => undefined);
    await expect(signIn(new CookieJar())).rejects.toMatchObject({
      kind: "rate_limited",
      publicMessage: "Too many tries. Try again in 2 minutes.",
    });
  });
});
