import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, truncateAll } from "@/test/database";
import { CookieJar } from "./auth-fixture";
import { createEmbeddedAuth, type EmbeddedAuth } from "./embedded/embedded-auth";
import { type AuthService, createAuthService } from "./service";
import { hostedTransport } from "./transport";

const ANA = { email: "ana@shop.example", password: "tangerine lamp at dawn" };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: Server;
let url: string;
/** What stands for the Supabase project in this test. */
let answer: (request: Request) => Promise<Response>;
let seen: Request[];
let service: AuthService;
let browser: CookieJar;

beforeAll(async () => {
  database = await openTestDatabase();
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body = req.method === "GET" ? null : Buffer.concat(chunks);
      const request = new Request(new URL(req.url ?? "/", url), {
        method: req.method,
        headers: req.headers as never,
        body,
      });
      seen.push(request);
      answer(request)
        .then(async (response) => {
          res.writeHead(response.status, Object.fromEntries(response.headers));
          res.end(Buffer.from(await response.arrayBuffer()));
        })
        .catch(() => res.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
});
beforeEach(async () => {
  await truncateAll(database);
  seen = [];
  browser = new CookieJar();
  const transport = hostedTransport({ url: `${url}/`, anonKey: "anon-key" });
  const mailer = { send: async () => undefined };
  const now = () => new Date();
  service = createAuthService({ db: database.db, transport, mailer, logger: silentLogger(), now, isSignUpOpen: true });
});
afterEach(() => {
  answer = () => Promise.reject(new Error("nothing was expected to ask"));
});

const aProject = (): EmbeddedAuth =>
  createEmbeddedAuth({
    db: database.db,
    now: () => new Date(),
    logger: silentLogger(),
    options: { issuer: `${url}/auth/v1`, isSignUpOpen: true },
  });
const refusal = (status: number, code: string, message = "…", more: object = {}) => {
  answer = () =>
    Promise.resolve(
      Response.json({ code, message, ...more }, { status, headers: { "x-supabase-api-version": "2024-01-01" } }),
    );
};
const signUp = () => browser.request((http) => service.signUp(ANA, http));
const signIn = () => browser.request((http) => service.signIn(ANA, http));

describe("a project on the network", () => {
  test("serves the same whole way, with the anon key on each request", async () => {
    answer = aProject().handle;
    expect(await signUp()).toMatchObject({ status: "signed_in", user: { email: ANA.email } });
    expect(await browser.request((http) => service.readSession(http, { strict: true }))).not.toBeNull();
    const copied = browser.copy();
    await browser.request((http) => service.signOut(http, { scope: "global" }));
    expect(await copied.request((http) => service.readSession(http, { strict: true }))).toBeNull();
    expect(await signIn()).toMatchObject({ status: "signed_in" });
    expect(new Set(seen.map((request) => request.headers.get("apikey")))).toEqual(new Set(["anon-key"]));
  });

  test("that wants addresses confirmed: the same answer for new and known ones, and no session", async () => {
    const user = { id: "3f0e8d5a-3b39-4d0e-9d8e-0a4c1b2d3e4f", aud: "authenticated", email: ANA.email };
    for (const identities of [[{ id: "1" }], []]) {
      answer = () => Promise.resolve(Response.json({ ...user, identities }));
      expect(await signUp()).toEqual({ status: "confirm_email", email: ANA.email });
      expect(await browser.request((http) => service.readSession(http))).toBeNull();
    }
  });

  test("tokens of another project's issuer are refused, though their signature is right", async () => {
    answer = createEmbeddedAuth({
      db: database.db,
      now: () => new Date(),
      logger: silentLogger(),
      options: { issuer: "https://another.example/auth/v1", isSignUpOpen: true },
    }).handle;
    await signUp();
    expect(await browser.request((http) => service.readSession(http))).toBeNull();
  });
});

describe("what a project refuses, in plain words", () => {
  test.each([
    [400, "invalid_credentials", "unauthorized", /don't match/],
    [400, "email_not_confirmed", "forbidden", /Confirm your email address/],
    [400, "user_banned", "forbidden", /blocked/],
    [429, "over_request_rate_limit", "rate_limited", /Try again in a few minutes/],
    [422, "something_new", "bad_request", /Check the email address/],
  ])("sign-in: %i %s is %s", async (status, code, kind, words) => {
    refusal(status, code);
    await expect(signIn()).rejects.toMatchObject({ kind, publicMessage: expect.stringMatching(words) });
    expect(browser.cookies.size).toBe(0);
  });

  test.each([
    ["signup_disabled", "…", {}, "forbidden", /Ask the person/],
    ["email_address_invalid", "…", {}, "bad_request", /Try another/],
    [
      "weak_password",
      "Password should be at least 12 characters.",
      { weak_password: { reasons: ["length"] } },
      "bad_request",
      /at least 12/,
    ],
    ["weak_password", "…", { weak_password: { reasons: ["characters"] } }, "bad_request", /Mix small and capital/],
  ])("sign-up: %s", async (code, message, more, kind, words) => {
    refusal(422, code, message, more);
    await expect(signUp()).rejects.toMatchObject({ kind, publicMessage: expect.stringMatching(words) });
  });
});

describe("a project that can't be reached", () => {
  const isAway = { kind: "upstream_unavailable", publicMessage: expect.stringMatching(/Try again in a minute/) };

  test.each([
    ["fails", () => Promise.resolve(new Response("upstream error", { status: 502 }))],
    ["hangs up", () => Promise.reject(new Error("hang up"))],
  ])("when it %s, nobody is told that their password is wrong, and nobody is signed out", async (_, failing) => {
    answer = aProject().handle;
    await signUp();
    answer = failing;
    const read = (strict: boolean) => browser.request((http) => service.readSession(http, { strict }));
    await expect(signIn()).rejects.toMatchObject(isAway);
    await expect(read(true)).rejects.toMatchObject(isAway);
    expect(browser.cookies.size).toBeGreaterThan(0);
  });

  test("signing out of this browser works all the same; of the others, it says that it didn't", async () => {
    answer = aProject().handle;
    await signUp();
    const other = browser.copy();
    answer = () => Promise.resolve(new Response("upstream error", { status: 502 }));
    await browser.request((http) => service.signOut(http));
    expect(browser.cookies.size).toBe(0);
    await expect(other.request((http) => service.signOut(http, { scope: "others" }))).rejects.toMatchObject(isAway);
    expect(other.cookies.size).toBeGreaterThan(0);
  });

  test("signing out everywhere says that it failed, and still leaves no session in this browser", async () => {
    answer = aProject().handle;
    await signUp();
    answer = () => Promise.resolve(new Response("upstream error", { status: 502 }));
    await expect(browser.request((http) => service.signOut(http, { scope: "global" }))).rejects.toMatchObject(isAway);
    expect(browser.cookies.size).toBe(0);
  });
});
