import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import {
  anEmbeddedAuth,
  type EmbeddedAuthFixture,
  PASSWORD,
  type WireError,
  type WireSession,
} from "./embedded-fixture";

const EMAIL = "ana@shop.example";
type WireUser = WireSession["user"] & WireError & Record<string, string>;

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
let bearer: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db, { isAutoConfirmed: false });
  bearer = await server.auth.adminToken();
});

const admin = <Body = WireUser>(method: string, path: string, body?: unknown) =>
  server.call<Body>(method, path, body, { bearer });
const create = (body: object = {}) =>
  admin("POST", "/admin/users", { email: EMAIL, password: PASSWORD, email_confirm: true, ...body });

const ROUTES: readonly (readonly [string, string])[] = [
  ["GET", "/admin/users"],
  ["POST", "/admin/users"],
  ["GET", "/admin/users/:id"],
  ["PUT", "/admin/users/:id"],
  ["DELETE", "/admin/users/:id"],
  ["POST", "/admin/generate_link"],
  ["POST", "/invite"],
  ["GET", "/admin/audit"],
  ["GET", "/admin/users/:id/factors"],
];

describe.each(ROUTES)("%s %s", (method, path) => {
  test("is for administrators alone", async () => {
    const { body: user } = await create();
    const { body: session } = await server.signIn(EMAIL);
    const address = path.replace(":id", user.id);
    const body = method === "GET" ? undefined : { email: "x@shop.example", type: "recovery" };
    expect((await server.call(method, address, body)).body.code).toBe("no_authorization");
    const asPerson = await server.call(method, address, body, { bearer: session.access_token });
    expect(asPerson).toMatchObject({ status: 403, body: { code: "not_admin" } });
    expect((await server.signIn(EMAIL)).status).toBe(200);
  });
});

describe("an administrator's token", () => {
  test("stands for nobody", async () => {
    expect((await server.user(bearer)).body.code).toBe("bad_jwt");
  });

  test("counts for a minute", async () => {
    server.advance(61_000);
    expect((await admin("GET", "/admin/users")).body.code).toBe("bad_jwt");
  });
});

describe("users", () => {
  test("are made confirmed or not, and can sign in accordingly", async () => {
    expect((await create()).body).toMatchObject({ email: EMAIL, email_confirmed_at: server.now().toISOString() });
    expect((await server.signIn(EMAIL)).status).toBe(200);
    await create({ email: "bo@shop.example", email_confirm: false });
    expect((await server.signIn("bo@shop.example")).body.code).toBe("email_not_confirmed");
    expect((await create()).body.code).toBe("email_exists");
    expect((await create({ email: "" })).body.code).toBe("validation_failed");
    expect(server.mails).toEqual([]);
  });

  test("are listed by pages, with their number", async () => {
    for (const name of ["a", "b", "c"]) await create({ email: `${name}@shop.example` });
    const page = await admin<{ users: WireUser[] }>("GET", "/admin/users?page=2&per_page=2");
    expect(page.body.users).toHaveLength(1);
    expect(page.headers.get("x-total-count")).toBe("3");
    expect(page.headers.get("link")).toContain('page=2&per_page=2>; rel="last"');
    expect((await admin("GET", "/admin/users?page=0")).body.code).toBe("validation_failed");
  });

  test("are changed: password, address, metadata, ban; their sessions end where that matters", async () => {
    const { body: user } = await create();
    const { body: session } = await server.signIn(EMAIL);
    const put = (body: object) => admin("PUT", `/admin/users/${user.id}`, body);
    expect((await put({ user_metadata: { name: "Ana" }, app_metadata: { plan: "one" } })).body).toMatchObject({
      user_metadata: { name: "Ana" },
      app_metadata: { provider: "email", plan: "one" },
    });
    expect((await server.user(session.access_token)).status).toBe(200);
    await put({ email: "ana@home.example", password: "another lamp at dawn" });
    expect((await server.user(session.access_token)).body.code).toBe("session_not_found");
    expect((await server.signIn("ana@home.example", "another lamp at dawn")).status).toBe(200);
    await put({ ban_duration: "24h" });
    expect((await server.signIn("ana@home.example", "another lamp at dawn")).body.code).toBe("user_banned");
    await put({ ban_duration: "none" });
    expect((await server.signIn("ana@home.example", "another lamp at dawn")).status).toBe(200);
    expect((await put({ ban_duration: "a while" })).body.code).toBe("validation_failed");
    await create({ email: "bo@shop.example" });
    expect((await put({ email: "bo@shop.example" })).body.code).toBe("email_exists");
  });

  test("are deleted with their sessions, or only shut out", async () => {
    const { body: user } = await create();
    const { body: session } = await server.signIn(EMAIL);
    expect((await admin("DELETE", `/admin/users/${user.id}`)).status).toBe(200);
    expect((await server.user(session.access_token)).body.code).toBe("user_not_found");
    expect((await admin("GET", `/admin/users/${user.id}`)).body.code).toBe("user_not_found");
    const { body: other } = await create();
    await admin("DELETE", `/admin/users/${other.id}`, { should_soft_delete: true });
    expect((await server.signIn(EMAIL)).body.code).toBe("invalid_credentials");
    expect((await admin("GET", `/admin/users/${other.id}`)).body.deleted_at).toBe(server.now().toISOString());
  });

  test("a user's id that is none is refused in words", async () => {
    expect((await admin("GET", "/admin/users/nobody")).status).toBe(404);
  });
});

describe("inviting", () => {
  test("mails a link that opens a session, in which the password is set", async () => {
    expect((await admin("POST", "/invite", { email: EMAIL, data: { name: "Ana" } })).body).toMatchObject({
      invited_at: server.now().toISOString(),
      user_metadata: { name: "Ana" },
    });
    const { template, tokenHash, type } = server.lastMail(EMAIL);
    expect({ template, type }).toEqual({ template: "invite_user", type: "invite" });
    const { body } = await server.verify({ type, token_hash: tokenHash });
    expect((await server.putUser(body.access_token, { password: PASSWORD })).status).toBe(200);
    expect((await server.signIn(EMAIL)).status).toBe(200);
    expect((await admin("POST", "/invite", { email: EMAIL })).body.code).toBe("email_exists");
  });
});

describe("links for administrators' own mails", () => {
  const link = (body: object) => admin("POST", "/admin/generate_link", body);

  test.each([
    { type: "signup", email: "new@shop.example", password: PASSWORD },
    { type: "invite", email: "new@shop.example" },
    { type: "magiclink", email: EMAIL },
    { type: "recovery", email: EMAIL },
  ])("$type", async (ask) => {
    await create();
    const { status, body } = await link(ask);
    expect(status).toBe(200);
    expect(body).toMatchObject({ verification_type: ask.type, redirect_to: "http://auth.test" });
    const verified = await server.verify({ type: ask.type, token_hash: body.hashed_token });
    expect(verified.body.user.email).toBe(ask.email);
    expect(server.mails).toEqual([]);
  });

  test("a change of address takes both halves", async () => {
    await create();
    const ask = { email: EMAIL, new_email: "ana@home.example" };
    for (const type of ["email_change_current", "email_change_new"]) {
      const { body } = await link({ type, ...ask });
      expect((await server.verify({ type: "email_change", token_hash: body.hashed_token })).status).toBe(200);
    }
    expect((await server.signIn("ana@home.example")).status).toBe(200);
  });

  test("nobody to send it to is said", async () => {
    expect((await link({ type: "recovery", email: "nobody@shop.example" })).body.code).toBe("user_not_found");
    expect((await link({ type: "sideways", email: EMAIL })).body.code).toBe("validation_failed");
  });
});

test("a session that was ended by its id refreshes no more", async () => {
  await create();
  const { body } = await server.signIn(EMAIL);
  const claims = JSON.parse(Buffer.from(body.access_token.split(".")[1] ?? "", "base64url").toString()) as {
    session_id: string;
  };
  await server.auth.endSession(claims.session_id);
  expect((await server.refresh(body.refresh_token)).body.code).toBe("refresh_token_not_found");
});
