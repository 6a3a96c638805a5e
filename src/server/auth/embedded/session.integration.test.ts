import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authSessions, authUsers } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture, PASSWORD, type WireSession } from "./embedded-fixture";
import { rotateSession } from "./queries";
import { encodeRefreshToken, newSecret } from "./refresh-token";
import { IDLE_LIMIT_MS } from "./rotation";

const EMAIL = "ana@shop.example";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
let session: WireSession;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db);
  session = (await server.signUp(EMAIL)).body;
});

const refreshed = async (token: string) => {
  const answer = await server.refresh(token);
  expect(answer.status).toBe(200);
  return answer.body;
};
/** Both its tokens are worth nothing any more. */
async function expectEnded(ended: WireSession) {
  expect(await server.user(ended.access_token)).toMatchObject({ status: 403, body: { code: "session_not_found" } });
  expect(await server.refresh(ended.refresh_token)).toMatchObject({
    status: 400,
    body: { code: "refresh_token_not_found" },
  });
}
async function expectAlive(alive: WireSession) {
  expect((await server.user(alive.access_token)).status).toBe(200);
}

describe("refreshing", () => {
  test("gives new tokens of the same session", async () => {
    server.advance(60_000);
    const next = await refreshed(session.refresh_token);
    expect(next.refresh_token).not.toBe(session.refresh_token);
    expect(next.access_token).not.toBe(session.access_token);
    expect(next.expires_at).toBe(session.expires_at + 60);
    expect(next.user.id).toBe(session.user.id);
    await expectAlive(next);
    expect(await database.db.$count(authSessions)).toBe(1);
  });

  test("goes on for many generations, each token new", async () => {
    const seen = new Set([session.refresh_token]);
    let current = session;
    for (let generation = 0; generation < 20; generation++) {
      server.advance(15 * 60_000);
      current = await refreshed(current.refresh_token);
      seen.add(current.refresh_token);
    }
    expect(seen.size).toBe(21);
  });

  test("ten at once with one token all get the same next one, and the session lives", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => refreshed(session.refresh_token)));
    const tokens = new Set(answers.map(({ refresh_token }) => refresh_token));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain(session.refresh_token);
    await refreshed(answers[0]!.refresh_token);
  });

  test("two servers over one database agree too", async () => {
    const other = anEmbeddedAuth(database.db);
    const [here, there] = await Promise.all([
      server.refresh(session.refresh_token),
      other.refresh(session.refresh_token),
    ]);
    expect([here.status, there.status]).toEqual([200, 200]);
    expect(here.body.refresh_token).toBe(there.body.refresh_token);
  });

  test("a request that was held up can't set a session back that others have moved on", async () => {
    const [read] = await database.db.select().from(authSessions);
    session = await refreshed(session.refresh_token);
    const late = { refreshTokenHash: "late", refreshedAt: server.now() };
    expect(await rotateSession(database.db, read!, late)).toBe(false);
    await refreshed(session.refresh_token);
  });

  test("the token before the current one works once more, when the answer was lost", async () => {
    const next = await refreshed(session.refresh_token);
    server.advance(10 * 60_000);
    expect((await refreshed(session.refresh_token)).refresh_token).toBe(next.refresh_token);
  });

  test("an old token that comes back ends the session, for whoever holds it", async () => {
    const second = await refreshed(session.refresh_token);
    const third = await refreshed(second.refresh_token);
    server.advance(10_000);
    expect(await server.refresh(session.refresh_token)).toMatchObject({
      status: 400,
      body: { code: "refresh_token_already_used" },
    });
    await expectEnded(third);
    await expectEnded(second);
  });

  test("within ten seconds an old token gets the current one: tabs that woke up together", async () => {
    const second = await refreshed(session.refresh_token);
    const third = await refreshed(second.refresh_token);
    server.advance(9_999);
    expect((await refreshed(session.refresh_token)).refresh_token).toBe(third.refresh_token);
  });

  test("a made-up token of a real session is refused without ending it", async () => {
    const sessionId = (await database.db.select().from(authSessions))[0]!.id;
    for (let generation = 0; generation < 3; generation++) session = await refreshed(session.refresh_token);
    server.advance(60_000);
    for (const counter of [0, 1, 2, 3, 4, 4_000_000_000])
      expect(await server.refresh(encodeRefreshToken({ sessionId, counter, secret: newSecret() }))).toMatchObject({
        status: 400,
        body: { code: "refresh_token_not_found" },
      });
    await refreshed(session.refresh_token);
  });

  test.each(["", "x", "a".repeat(70)])("%j is no refresh token", async (token) => {
    expect(await server.refresh(token)).toMatchObject({ status: 400, body: { code: "refresh_token_not_found" } });
  });

  test("a session nobody used for 60 days has ended", async () => {
    server.advance(IDLE_LIMIT_MS + 1);
    expect(await server.refresh(session.refresh_token)).toMatchObject({
      status: 400,
      body: { code: "session_expired" },
    });
    expect(await database.db.$count(authSessions)).toBe(0);
  });

  test("sessions long unused are cleared away at the next sign-in", async () => {
    server.advance(IDLE_LIMIT_MS + 1);
    await server.signIn(EMAIL);
    expect(await database.db.$count(authSessions)).toBe(1);
  });

  test("a banned user can neither refresh nor go on", async () => {
    await database.db.update(authUsers).set({ bannedUntil: new Date("2027-01-01") });
    expect(await server.refresh(session.refresh_token)).toMatchObject({ status: 400, body: { code: "user_banned" } });
    expect(await server.user(session.access_token)).toMatchObject({ status: 403, body: { code: "user_banned" } });
  });
});

describe("signing out", () => {
  let here: WireSession;
  let there: WireSession;
  let somebodyElse: WireSession;
  beforeEach(async () => {
    here = session;
    there = (await server.signIn(EMAIL)).body;
    somebodyElse = (await server.signUp("bo@shop.example", PASSWORD)).body;
  });

  test("local ends this session and no other", async () => {
    expect((await server.logout(here.access_token, "local")).status).toBe(204);
    await expectEnded(here);
    await expectAlive(there);
  });

  test("others ends all but this one", async () => {
    expect((await server.logout(here.access_token, "others")).status).toBe(204);
    await expectEnded(there);
    await expectAlive(here);
  });

  test.each(["global", undefined])("%s ends all of the user", async (scope) => {
    expect((await server.logout(here.access_token, scope)).status).toBe(204);
    await expectEnded(here);
    await expectEnded(there);
  });

  test.each(["local", "others", "global"])("%s never touches another user's sessions", async (scope) => {
    await server.logout(here.access_token, scope);
    await expectAlive(somebodyElse);
    await refreshed(somebodyElse.refresh_token);
  });

  test("needs a valid token and a known scope", async () => {
    expect(await server.call("POST", "/logout")).toMatchObject({ status: 401, body: { code: "no_authorization" } });
    expect(await server.logout("x.y.z")).toMatchObject({ status: 403, body: { code: "bad_jwt" } });
    expect(await server.logout(here.access_token, "everywhere")).toMatchObject({
      status: 400,
      body: { code: "validation_failed" },
    });
    await expectAlive(here);
  });

  test("an ended session can't end others", async () => {
    await server.logout(here.access_token, "local");
    expect(await server.logout(here.access_token, "global")).toMatchObject({
      status: 403,
      body: { code: "session_not_found" },
    });
    await expectAlive(there);
  });
});

test("a deleted user's token is worth nothing", async () => {
  await database.db.delete(authUsers).where(eq(authUsers.id, session.user.id));
  expect(await server.user(session.access_token)).toMatchObject({ status: 403, body: { code: "user_not_found" } });
  expect((await server.refresh(session.refresh_token)).status).toBe(400);
});

test.each([
  ["GET", "/admin/users"],
  ["POST", "/admin/users"],
  ["GET", "/admin/users/1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"],
  ["DELETE", "/admin/users/1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"],
  ["POST", "/admin/generate_link"],
  ["GET", "/admin/audit"],
  ["POST", "/invite"],
])("%s %s is closed to users and to strangers", async (method, path) => {
  const body = method === "POST" ? { email: "new@shop.example" } : undefined;
  expect(await server.call(method, path, body, { bearer: session.access_token })).toMatchObject({
    status: 403,
    body: { code: "not_admin" },
  });
  expect(await server.call(method, path, body)).toMatchObject({ status: 401, body: { code: "no_authorization" } });
  expect(await database.db.$count(authUsers)).toBe(1);
});
