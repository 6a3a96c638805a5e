import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authSessions, authUsers } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture, ISSUER, PASSWORD } from "./embedded-fixture";

const EMAIL = "ana@shop.example";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db);
});

const jwtPart = (token: string, index: number) =>
  JSON.parse(Buffer.from(token.split(".")[index]!, "base64url").toString()) as Record<string, unknown>;

describe("signing up", () => {
  test("gives a session in the shape of Supabase Auth", async () => {
    const { status, body } = await server.signUp(" Ana@Shop.example ", PASSWORD, { data: { name: "Ana" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 900,
      expires_at: server.now().getTime() / 1000 + 900,
      user: {
        aud: "authenticated",
        role: "authenticated",
        email: EMAIL,
        phone: "",
        app_metadata: { provider: "email", providers: ["email"] },
        user_metadata: { name: "Ana" },
        is_anonymous: false,
        last_sign_in_at: server.now().toISOString(),
      },
    });
    expect(body.user.identities).toHaveLength(1);
    expect(Object.values(body.user)).not.toContain(null);
    expect(jwtPart(body.access_token, 0)).toEqual({ alg: "ES256", typ: "JWT", kid: expect.any(String) });
    expect(jwtPart(body.access_token, 1)).toEqual({
      iss: ISSUER,
      sub: body.user.id,
      aud: "authenticated",
      exp: body.expires_at,
      iat: body.expires_at - 900,
      email: EMAIL,
      phone: "",
      app_metadata: { provider: "email", providers: ["email"] },
      user_metadata: { name: "Ana" },
      role: "authenticated",
      aal: "aal1",
      amr: [{ method: "password", timestamp: body.expires_at - 900 }],
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      is_anonymous: false,
    });
  });

  test("with an address that is taken is refused, in any spelling, and changes nothing", async () => {
    await server.signUp(EMAIL);
    const again = await server.signUp("ANA@shop.example", "another good phrase");
    expect(again).toMatchObject({ status: 422, body: { code: "user_already_exists" } });
    expect((await server.signIn(EMAIL, "another good phrase")).status).toBe(400);
    expect((await server.signIn(EMAIL)).status).toBe(200);
  });

  test("of two at the same moment with one address, one wins", async () => {
    const answers = await Promise.all([server.signUp(EMAIL), server.signUp(EMAIL)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await database.db.$count(authUsers)).toBe(1);
  });

  test.each([
    { password: "short7!", status: 422, code: "weak_password", reasons: ["length"] },
    { password: "Password123", status: 422, code: "weak_password", reasons: ["pwned"] },
    { password: `${"long enough "}${"x".repeat(61)}`, status: 400, code: "validation_failed" },
    { password: "", status: 400, code: "validation_failed" },
    { password: 12345678, status: 400, code: "validation_failed" },
  ])("refuses the password $password with $code", async ({ password, status, code, reasons }) => {
    const answer = await server.call("POST", "/signup", { email: EMAIL, password });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.weak_password?.reasons).toEqual(reasons);
    expect(await database.db.$count(authUsers)).toBe(0);
  });

  test.each([
    [{ email: "not an address", password: PASSWORD }, 400, "validation_failed"],
    [{ email: `${"a".repeat(250)}@shop.example`, password: PASSWORD }, 400, "validation_failed"],
    [{ email: EMAIL, phone: "123", password: PASSWORD }, 400, "validation_failed"],
    [{ phone: "123", password: PASSWORD }, 400, "phone_provider_disabled"],
    [{ data: {} }, 422, "anonymous_provider_disabled"],
    [{ email: EMAIL, password: PASSWORD, data: { bio: "x".repeat(1100) } }, 400, "validation_failed"],
    [{ email: EMAIL, password: PASSWORD, data: ["x"] }, 400, "validation_failed"],
    ["{broken", 400, "bad_json"],
    ["[]", 400, "bad_json"],
    [JSON.stringify({ email: EMAIL, password: "x".repeat(20_000) }), 413, "validation_failed"],
  ])("refuses %j with %i %s", async (body, status, code) => {
    expect(await server.call("POST", "/signup", body)).toMatchObject({ status, body: { code } });
    expect(await database.db.$count(authUsers)).toBe(0);
  });

  test("is refused where it is closed, and settings say so", async () => {
    const closed = anEmbeddedAuth(database.db, { isSignUpOpen: false });
    expect(await closed.signUp(EMAIL)).toMatchObject({ status: 422, body: { code: "signup_disabled" } });
    expect((await closed.call("GET", "/settings")).body).toMatchObject({ disable_signup: true });
  });
});

describe("signing in", () => {
  beforeEach(async () => {
    await server.signUp(EMAIL);
  });

  test("takes the password, in any spelling of the address", async () => {
    for (const email of [EMAIL, "ANA@SHOP.EXAMPLE", ` ${EMAIL} `])
      expect((await server.signIn(email)).body.user.email).toBe(EMAIL);
  });

  test.each([
    "",
    "x",
    PASSWORD.slice(0, -1),
    `${PASSWORD} `,
    PASSWORD.toUpperCase(),
    `${PASSWORD}\u0000`,
    "x".repeat(5_000),
  ])("refuses any other password (%j)", async (password) => {
    expect(await server.signIn(EMAIL, password)).toMatchObject({ status: 400, body: { code: "invalid_credentials" } });
    expect(await database.db.$count(authSessions)).toBe(1);
  });

  test("nothing beyond the 72nd byte is ignored: a longer password is another password", async () => {
    const longest = "a phrase of many words ".repeat(4).slice(0, 72);
    await server.signUp("bo@shop.example", longest);
    expect((await server.signIn("bo@shop.example", longest)).status).toBe(200);
    expect((await server.signIn("bo@shop.example", `${longest}x`)).status).toBe(400);
  });

  test("a wrong password and an unknown address get the same answer, to the byte", async () => {
    const known = await server.signIn(EMAIL, "not the password");
    const unknown = await server.signIn("nobody@shop.example", "not the password");
    expect(unknown.status).toBe(known.status);
    expect(unknown.body).toEqual(known.body);
    expect([...unknown.headers]).toEqual([...known.headers]);
  });

  test.each([
    { column: { bannedUntil: new Date("2027-01-01") }, code: "user_banned" },
    { column: { emailConfirmedAt: null }, code: "email_not_confirmed" },
  ])("says $code only to somebody who has the password", async ({ column, code }) => {
    await database.db.update(authUsers).set(column).where(eq(authUsers.email, EMAIL));
    expect((await server.signIn(EMAIL)).body.code).toBe(code);
    expect((await server.signIn(EMAIL, "not the password")).body.code).toBe("invalid_credentials");
    expect(await database.db.$count(authSessions)).toBe(1);
  });

  test("a ban that is over no longer counts", async () => {
    await database.db.update(authUsers).set({ bannedUntil: new Date("2026-02-01") });
    expect((await server.signIn(EMAIL)).status).toBe(200);
  });

  test.each([
    ["/token?grant_type=id_token", 400, "provider_disabled"],
    ["/token?grant_type=nonsense", 400, "invalid_credentials"],
    ["/token", 400, "invalid_credentials"],
    ["/factors", 422, "mfa_totp_enroll_not_enabled"],
    ["/nothing-here", 404, "not_found"],
  ])("POST %s answers as a server that has the feature off: %i %s", async (path, status, code) => {
    expect(await server.call("POST", path, { email: EMAIL })).toMatchObject({ status, body: { code } });
  });
});

describe("guessing", () => {
  beforeEach(async () => {
    await server.signUp(EMAIL);
  });

  test("stops after ten tries for an account, with the right password too, until some time has passed", async () => {
    for (let attempt = 0; attempt < 10; attempt++) expect((await server.signIn(EMAIL, "wrong")).status).toBe(400);
    const refused = await server.signIn(EMAIL);
    expect(refused).toMatchObject({ status: 429, body: { code: "over_request_rate_limit" } });
    // From then on there is one more try every 90 s, and all ten after a quarter of an hour.
    expect(refused.headers.get("retry-after")).toBe("90");
    server.advance(90_000);
    expect((await server.signIn(EMAIL)).status).toBe(200);
  });

  test("tells nothing by its limit: unknown addresses run into it alike", async () => {
    for (let attempt = 0; attempt < 10; attempt++) await server.signIn("nobody@shop.example", "wrong");
    expect((await server.signIn("nobody@shop.example", "wrong")).status).toBe(429);
  });

  test("doesn't lock the owner out, who comes from elsewhere", async () => {
    for (let attempt = 0; attempt < 11; attempt++) await server.signIn(EMAIL, "wrong", { address: "203.0.113.66" });
    expect((await server.signIn(EMAIL)).status).toBe(200);
  });

  test("doesn't get new tries by writing other addresses into headers", async () => {
    const forged = (attempt: number) => ({
      "sb-forwarded-for": `10.0.0.${attempt}`,
      "x-forwarded-for": `10.0.0.${attempt}`,
    });
    for (let attempt = 0; attempt < 10; attempt++) await server.signIn(EMAIL, "wrong", { headers: forged(attempt) });
    expect((await server.signIn(EMAIL, "wrong", { headers: forged(99) })).status).toBe(429);
  });

  test("one password on many accounts stops after a hundred", async () => {
    const elsewhere = { address: "203.0.113.9" };
    const strict = anEmbeddedAuth(database.db, { limits: { signInByAddress: { attempts: 3, windowMs: 1000 } } });
    for (const name of ["a", "b", "c"])
      expect((await strict.signIn(`${name}@shop.example`, PASSWORD, elsewhere)).status).toBe(400);
    expect((await strict.signIn("d@shop.example", PASSWORD, elsewhere)).status).toBe(429);
  });

  test("a success gives the account's tries back", async () => {
    for (let attempt = 0; attempt < 9; attempt++) await server.signIn(EMAIL, "wrong");
    await server.signIn(EMAIL);
    expect((await server.signIn(EMAIL, "wrong")).status).toBe(400);
  });

  test("users can't be created without end from one place", async () => {
    const strict = anEmbeddedAuth(database.db, { limits: { signUpByAddress: { attempts: 2, windowMs: 1000 } } });
    const signUp = (name: string) =>
      strict.call("POST", "/signup", { email: `${name}@shop.example`, password: PASSWORD }, { address: "203.0.113.9" });
    for (const name of ["a", "b"]) expect((await signUp(name)).status).toBe(200);
    expect((await signUp("c")).status).toBe(429);
  });
});

describe("errors on the wire", () => {
  test("have today's shape for clients that name the API version, and the older one for others", async () => {
    const wrong = { email: EMAIL, password: "wrong" };
    const current = await server.call("POST", "/token?grant_type=password", wrong);
    expect(current.body).toEqual({ code: "invalid_credentials", message: "Invalid login credentials" });
    expect(current.headers.get("x-supabase-api-version")).toBe("2024-01-01");
    const older = await server.call("POST", "/token?grant_type=password", wrong, {
      headers: { "x-supabase-api-version": "" },
    });
    expect(older.body).toEqual({ code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" });
    expect(older.headers.get("x-supabase-api-version")).toBeNull();
    for (const answer of [current, older]) {
      expect(answer.headers.get("x-sb-error-code")).toBe("invalid_credentials");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("say nothing about what broke inside", async () => {
    const broken = anEmbeddedAuth({} as typeof database.db);
    expect(await broken.signIn(EMAIL)).toMatchObject({
      status: 500,
      body: { code: "unexpected_failure", message: "Unexpected failure" },
    });
  });
});

test("neither passwords nor refresh tokens can be read from the database", async () => {
  const { body } = await server.signUp(EMAIL);
  const stored = JSON.stringify([
    await database.db.select().from(authUsers),
    await database.db.select().from(authSessions),
  ]);
  expect(stored).not.toContain(PASSWORD);
  expect(stored).not.toContain(body.refresh_token);
  const secret = Buffer.from(body.refresh_token, "base64url").subarray(20);
  for (const encoding of ["hex", "base64", "base64url"] as const)
    expect(stored).not.toContain(secret.toString(encoding));
});
