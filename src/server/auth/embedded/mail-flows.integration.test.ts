import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authOneTimeTokens, authUsers } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture, PASSWORD } from "./embedded-fixture";

const EMAIL = "ana@shop.example";
const NEW_PASSWORD = "a lantern over the harbour";
const HOUR_MS = 3_600_000;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db, { isAutoConfirmed: false });
});

/** Signed up and confirmed. @returns the session */
async function confirmed(email = EMAIL) {
  await server.signUp(email);
  const { tokenHash } = server.lastMail(email);
  return (await server.verify({ type: "signup", token_hash: tokenHash })).body;
}

const recover = (email = EMAIL) => server.call("POST", "/recover", { email });

describe("signing up where addresses are confirmed", () => {
  test("gives no session until the link of the mail is used, once", async () => {
    const { status, body } = await server.signUp(EMAIL);
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: EMAIL, confirmation_sent_at: server.now().toISOString() });
    expect(body.access_token).toBeUndefined();
    expect((await server.signIn(EMAIL)).body.code).toBe("email_not_confirmed");

    const { template, tokenHash, type } = server.lastMail(EMAIL);
    expect({ template, type }).toEqual({ template: "confirm_email", type: "signup" });
    const verified = await server.verify({ type, token_hash: tokenHash });
    expect(verified.body.user).toMatchObject({ email: EMAIL, email_confirmed_at: server.now().toISOString() });
    expect((await server.user(verified.body.access_token)).status).toBe(200);
    expect((await server.signIn(EMAIL)).status).toBe(200);
    expect((await server.verify({ type, token_hash: tokenHash })).body.code).toBe("otp_expired");
  });

  test("answers alike for an address that somebody has, and tells its mailbox nothing", async () => {
    await confirmed();
    const before = server.mails.length;
    const known = await server.signUp(EMAIL, NEW_PASSWORD);
    const fresh = await server.signUp("bo@shop.example", NEW_PASSWORD);
    expect(Object.keys(known.body).sort()).toEqual(Object.keys(fresh.body).sort());
    expect(known.status).toBe(fresh.status);
    expect(known.body).toMatchObject({ identities: [], email: EMAIL });
    expect(server.mails.slice(before).map(({ to }) => to)).toEqual(["bo@shop.example"]);
    // And nothing of the user has changed.
    expect((await server.signIn(EMAIL)).status).toBe(200);
    expect((await server.signIn(EMAIL, NEW_PASSWORD)).body.code).toBe("invalid_credentials");
  });

  test("a second try before confirming replaces the password and the link", async () => {
    await server.signUp(EMAIL);
    const first = server.lastMail(EMAIL);
    await server.signUp(EMAIL, NEW_PASSWORD);
    expect((await server.verify({ type: "signup", token_hash: first.tokenHash })).body.code).toBe("otp_expired");
    await server.verify({ type: "signup", token_hash: server.lastMail(EMAIL).tokenHash });
    expect((await server.signIn(EMAIL, NEW_PASSWORD)).status).toBe(200);
    expect((await server.signIn(EMAIL)).status).toBe(400);
  });

  test("the mail can be sent again, to those who still need it", async () => {
    await server.signUp(EMAIL);
    const first = server.lastMail(EMAIL);
    const resend = (email: string) => server.call("POST", "/resend", { type: "signup", email });
    expect(await resend(EMAIL)).toMatchObject({ status: 200, body: {} });
    expect(server.lastMail(EMAIL).tokenHash).not.toBe(first.tokenHash);
    await server.verify({ type: "signup", token_hash: server.lastMail(EMAIL).tokenHash });
    const count = server.mails.length;
    expect(await resend(EMAIL)).toMatchObject({ status: 200, body: {} });
    expect(await resend("nobody@shop.example")).toMatchObject({ status: 200, body: {} });
    expect(server.mails).toHaveLength(count);
  });
});

describe("a link or code from a mail", () => {
  test("works once, however many use it at the same moment", async () => {
    await confirmed();
    await recover();
    const { tokenHash } = server.lastMail(EMAIL);
    const tries = Array.from({ length: 8 }, () => server.verify({ type: "recovery", token_hash: tokenHash }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 403)).toHaveLength(7);
  });

  test("works until it expires", async () => {
    await confirmed();
    await recover();
    const { tokenHash, code } = server.lastMail(EMAIL);
    server.advance(HOUR_MS + 1);
    expect((await server.verify({ type: "recovery", token_hash: tokenHash })).body.code).toBe("otp_expired");
    expect((await server.verify({ type: "recovery", email: EMAIL, token: code })).body.code).toBe("otp_expired");
  });

  test("is good for its own purpose alone", async () => {
    await confirmed();
    await recover();
    const { tokenHash } = server.lastMail(EMAIL);
    for (const type of ["signup", "magiclink", "email_change", "invite", "email"])
      expect((await server.verify({ type, token_hash: tokenHash })).status).toBe(403);
    expect((await server.verify({ type: "reauthentication", token_hash: tokenHash })).status).toBe(400);
    expect((await server.verify({ type: "recovery", token_hash: tokenHash })).status).toBe(200);
  });

  test("can be typed: the code with its mailbox, five tries in all, also when they come at once", async () => {
    await confirmed();
    await recover();
    const { code } = server.lastMail(EMAIL);
    const wrong = code === "000000" ? "000001" : "000000";
    const verify = (token: string, email = EMAIL) => server.verify({ type: "recovery", email, token });
    expect((await verify(code, "bo@shop.example")).status).toBe(403);
    await Promise.all(Array.from({ length: 5 }, () => verify(wrong)));
    expect((await verify(code)).body.code).toBe("otp_expired");
    await recover();
    expect((await verify(server.lastMail(EMAIL).code)).status).toBe(200);
  });

  test("can't be read from the database", async () => {
    await confirmed();
    await recover();
    const { tokenHash, code } = server.lastMail(EMAIL);
    const stored = JSON.stringify(await database.db.select().from(authOneTimeTokens));
    expect(stored).not.toContain(tokenHash);
    expect(stored).not.toContain(code);
    // Six digits are guessed in no time from a plain hash.
    expect(stored).not.toContain(createHash("sha256").update(code).digest("base64url"));
  });
});

describe("a forgotten password", () => {
  test("is answered alike for everybody, also when the limit is reached", async () => {
    // Confirmed at once, so that no mail has gone to the mailbox before.
    await anEmbeddedAuth(database.db).signUp(EMAIL);
    const known = [];
    const unknown = [];
    for (let round = 0; round < 7; round++) {
      known.push(await recover());
      unknown.push(await recover("nobody@shop.example"));
    }
    expect(known.map(({ status, body }) => ({ status, body }))).toEqual(
      unknown.map(({ status, body }) => ({ status, body })),
    );
    expect(known.at(-1)).toMatchObject({ status: 429, body: { code: "over_email_send_rate_limit" } });
    expect(server.mails.some(({ to }) => to === "nobody@shop.example")).toBe(false);
  });

  test("is replaced after the link, and everybody else is signed out", async () => {
    const elsewhere = await confirmed();
    await recover();
    const here = (await server.verify({ type: "recovery", token_hash: server.lastMail(EMAIL).tokenHash })).body;
    expect((await server.putUser(here.access_token, { password: NEW_PASSWORD })).status).toBe(200);
    expect((await server.user(here.access_token)).status).toBe(200);
    expect((await server.user(elsewhere.access_token)).body.code).toBe("session_not_found");
    expect((await server.refresh(elsewhere.refresh_token)).body.code).toBe("refresh_token_not_found");
    expect((await server.signIn(EMAIL, NEW_PASSWORD)).status).toBe(200);
    expect((await server.signIn(EMAIL)).status).toBe(400);
  });

  test("nobody's mailbox is flooded from one place", async () => {
    const strict = anEmbeddedAuth(database.db, { limits: { mailByAddress: { attempts: 2, windowMs: HOUR_MS } } });
    const from = { address: "203.0.113.5" };
    for (const name of ["a", "b"])
      expect((await strict.call("POST", "/recover", { email: `${name}@shop.example` }, from)).status).toBe(200);
    expect((await strict.call("POST", "/recover", { email: "c@shop.example" }, from)).status).toBe(429);
  });
});

describe("a new password", () => {
  test("has to be new, good, and makes open links worthless", async () => {
    const { access_token: bearer } = await confirmed();
    expect((await server.putUser(bearer, { password: PASSWORD })).body.code).toBe("same_password");
    expect((await server.putUser(bearer, { password: "short" })).body.code).toBe("weak_password");
    await recover();
    const { tokenHash } = server.lastMail(EMAIL);
    expect((await server.putUser(bearer, { password: NEW_PASSWORD })).status).toBe(200);
    expect((await server.verify({ type: "recovery", token_hash: tokenHash })).body.code).toBe("otp_expired");
  });

  test("may come with the digits that were mailed, which have to be right then", async () => {
    const { access_token: bearer } = await confirmed();
    expect((await server.call("GET", "/reauthenticate", undefined, { bearer })).status).toBe(200);
    const { code, template } = server.lastMail(EMAIL);
    expect(template).toBe("reauthenticate");
    const wrong = code === "000000" ? "000001" : "000000";
    expect((await server.putUser(bearer, { password: NEW_PASSWORD, nonce: wrong })).body.code).toBe(
      "reauthentication_not_valid",
    );
    expect((await server.putUser(bearer, { password: NEW_PASSWORD, nonce: code })).status).toBe(200);
  });
});

describe("another address", () => {
  const change = (bearer: string, email = "ana@home.example") => server.putUser(bearer, { email });

  test("counts when both mailboxes have agreed, in either order", async () => {
    for (const order of [
      ["ana@shop.example", "ana@home.example"],
      ["bo@home.example", "bo@shop.example"],
    ] as const) {
      const [from, to] = [...order].sort((a) => (a.endsWith("shop.example") ? -1 : 1)) as [string, string];
      const { access_token: bearer } = await confirmed(from);
      expect((await change(bearer, to)).body).toMatchObject({ email: from, new_email: to });
      const [first, second] = order.map((mailbox) => server.lastMail(mailbox));
      const half = await server.verify({ type: "email_change", token_hash: first!.tokenHash });
      expect(half.status).toBe(200);
      expect(half.body.access_token).toBeUndefined();
      expect((await server.user(bearer)).body.email).toBe(from);
      expect((await server.verify({ type: "email_change", token_hash: second!.tokenHash })).status).toBe(200);
      expect((await server.user(bearer)).body.email).toBe(to);
      expect((await server.signIn(to)).status).toBe(200);
      expect((await server.signIn(from)).status).toBe(400);
    }
  });

  test("isn't taken by confirming one mailbox twice", async () => {
    const { access_token: bearer } = await confirmed();
    await change(bearer);
    const { tokenHash } = server.lastMail("ana@home.example");
    for (let round = 0; round < 2; round++) await server.verify({ type: "email_change", token_hash: tokenHash });
    expect((await server.user(bearer)).body.email).toBe(EMAIL);
  });

  test("a change asked for anew needs both again", async () => {
    const { access_token: bearer } = await confirmed();
    await change(bearer, "thief@shop.example");
    await server.verify({ type: "email_change", token_hash: server.lastMail("thief@shop.example").tokenHash });
    await change(bearer);
    await server.verify({ type: "email_change", token_hash: server.lastMail("ana@home.example").tokenHash });
    expect((await server.user(bearer)).body.email).toBe(EMAIL);
  });

  test("can't be somebody else's, also not one taken while the mail was on its way", async () => {
    const { access_token: bearer } = await confirmed();
    await confirmed("bo@shop.example");
    expect((await change(bearer, "bo@shop.example")).body.code).toBe("email_exists");
    await change(bearer, "late@shop.example");
    await server.verify({ type: "email_change", token_hash: server.lastMail(EMAIL).tokenHash });
    const { tokenHash } = server.lastMail("late@shop.example");
    await confirmed("late@shop.example");
    expect((await server.verify({ type: "email_change", token_hash: tokenHash })).body.code).toBe("email_exists");
    expect((await server.user(bearer)).body.email).toBe(EMAIL);
  });

  test("counts at once where addresses aren't confirmed", async () => {
    const open = anEmbeddedAuth(database.db);
    const { body } = await open.signUp("cy@shop.example");
    expect((await open.putUser(body.access_token, { email: "cy@home.example" })).body.email).toBe("cy@home.example");
    expect(open.mails).toEqual([]);
  });
});

describe("metadata", () => {
  test("is merged, null removes, and more than a kilobyte is refused", async () => {
    const { access_token: bearer } = await confirmed();
    const put = (data: unknown) => server.putUser(bearer, { data });
    expect((await put({ name: "Ana", city: "Porto" })).body.user_metadata).toEqual({ name: "Ana", city: "Porto" });
    expect((await put({ city: null })).body.user_metadata).toEqual({ name: "Ana" });
    expect((await put({ notes: "x".repeat(1024) })).body.code).toBe("validation_failed");
    expect((await put(["a"])).body.code).toBe("validation_failed");
  });
});

describe("signing in by mail", () => {
  const otp = (body: object) => server.call("POST", "/otp", body);

  test("sends known users a link, and makes new ones unless told not to", async () => {
    await confirmed();
    expect((await otp({ email: EMAIL })).body).toEqual({});
    const { template, tokenHash } = server.lastMail(EMAIL);
    expect(template).toBe("magic_link");
    expect((await server.verify({ type: "email", token_hash: tokenHash })).status).toBe(200);

    expect((await otp({ email: "new@shop.example", create_user: false })).body.code).toBe("otp_disabled");
    expect((await otp({ email: "new@shop.example" })).status).toBe(200);
    const { code } = server.lastMail("new@shop.example");
    expect((await server.verify({ type: "email", email: "new@shop.example", token: code })).status).toBe(200);
  });

  test("makes nobody where sign-up is closed", async () => {
    const closed = anEmbeddedAuth(database.db, { isSignUpOpen: false });
    expect((await closed.call("POST", "/otp", { email: "new@shop.example" })).status).toBe(200);
    expect(await database.db.$count(authUsers)).toBe(0);
    expect(closed.mails).toEqual([]);
  });
});

describe("PKCE", () => {
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  // RFC 7636, appendix B.
  const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "s256" };
  const exchange = (authCode: string, codeVerifier = verifier) =>
    server.call<{ access_token: string; code: string }>("POST", "/token?grant_type=pkce", {
      auth_code: authCode,
      code_verifier: codeVerifier,
    });

  async function followLink(redirectTo = "http://auth.test/welcome"): Promise<URL> {
    await server.call("POST", "/recover", { email: EMAIL, ...challenge });
    const { tokenHash } = server.lastMail(EMAIL);
    expect(tokenHash).toMatch(/^pkce_/);
    const query = new URLSearchParams({ token: tokenHash, type: "recovery", redirect_to: redirectTo });
    const answer = await server.call("GET", `/verify?${query}`);
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get("location") ?? "");
  }

  test("a code is worth a session to whoever began, once", async () => {
    await confirmed();
    const target = await followLink();
    const code = target.searchParams.get("code") ?? "";
    expect(target.hash).toBe("");
    const answer = await exchange(code);
    expect((await server.user(answer.body.access_token)).body.email).toBe(EMAIL);
    expect((await exchange(code)).body.code).toBe("flow_state_not_found");
  });

  test("a code is worth nothing with another verifier, or after five minutes", async () => {
    await confirmed();
    const other = `${verifier.slice(0, -1)}A`;
    expect((await exchange((await followLink()).searchParams.get("code") ?? "", other)).body.code).toBe(
      "bad_code_verifier",
    );
    const code = (await followLink()).searchParams.get("code") ?? "";
    server.advance(301_000);
    expect((await exchange(code)).body.code).toBe("flow_state_expired");
    expect((await exchange("made up")).body.code).toBe("flow_state_not_found");
  });

  test.each([
    [{ code_challenge: challenge.code_challenge }],
    [{ code_challenge: "short", code_challenge_method: "s256" }],
    [{ ...challenge, code_challenge_method: "md5" }],
  ])("refuses a challenge that is none: %o", async (asked) => {
    expect((await server.call("POST", "/recover", { email: EMAIL, ...asked })).body.code).toBe("validation_failed");
  });
});

describe("a link that leads back", () => {
  test.each([
    "https://evil.example/",
    "http://auth.test.evil.example/",
    "http://auth.test@evil.example/",
    "//evil.example",
    "javascript:alert(1)",
    "not an address",
  ])("never leads to %s", async (redirectTo) => {
    await confirmed();
    await recover();
    const { tokenHash } = server.lastMail(EMAIL);
    const query = new URLSearchParams({ token: tokenHash, type: "recovery", redirect_to: redirectTo });
    const answer = await server.call("GET", `/verify?${query}`);
    const location = new URL(answer.headers.get("location") ?? "");
    expect(location.origin).toBe("http://auth.test");
    expect(location.hash).toContain("access_token=");
  });

  test("tells a failure in the address, without a session", async () => {
    const answer = await server.call("GET", "/verify?token=made-up&type=recovery");
    const { hash } = new URL(answer.headers.get("location") ?? "");
    expect(hash).toContain("error_code=otp_expired");
    expect(hash).not.toContain("access_token");
  });

  test("may lead to further sites that are ours", async () => {
    const two = anEmbeddedAuth(database.db, { redirectAllowList: ["https://app.shop.example"] });
    const query = new URLSearchParams({ type: "recovery", redirect_to: "https://app.shop.example/in?x=1" });
    const answer = await two.call("GET", `/verify?${query}`);
    expect(answer.headers.get("location")).toMatch(/^https:\/\/app\.shop\.example\/in\?x=1#error=/);
  });
});

describe("users without an address", () => {
  test("exist only where that is allowed, and become ordinary ones with an address", async () => {
    expect((await server.call("POST", "/signup", {})).body.code).toBe("anonymous_provider_disabled");
    const open = anEmbeddedAuth(database.db, { allowAnonymous: true });
    const { body } = await open.signUp("", "");
    expect(body.user).toMatchObject({ is_anonymous: true, email: "", identities: [] });
    const updated = await open.putUser(body.access_token, { email: EMAIL, password: PASSWORD });
    expect(updated.body).toMatchObject({ is_anonymous: false, email: EMAIL });
    expect((await open.signIn(EMAIL)).status).toBe(200);
  });
});
