import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { createClient } from "@supabase/supabase-js";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectPath } from "@/server/project-root";
import type { PrintedMail } from "./auth-serve/mail-printer";

const SECRET = "what a test suite and its server share";
const ANA = { email: "ana@shop.example", password: "lamps6" };

function start(args: string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", projectPath("scripts/auth-serve.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function addressOf(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface(child.stdout!), "line")) as [string];
  expect(line).toMatch(/^The embedded sign-in listens on http:\/\/127\.0\.0\.1:\d+$/);
  return line.split(" ").at(-1)!;
}

let count = 0;
/** Clients with one storage key share a cache of keys. */
const newClient = (url: string, key = "anon") =>
  createClient(url, key, { auth: { autoRefreshToken: false, persistSession: false, storageKey: `client-${count++}` } })
    .auth;

/** As suites make them: by the shared secret, without kid, issuer, audience or expiry. */
const adminToken = (secret: string) =>
  new SignJWT({ sub: "1234567890", role: "supabase_admin" })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "parley-auth-serve-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the server by itself, with an RS256 key and a shared secret", () => {
  let child: ChildProcess;
  let url: string;
  let mails: AsyncIterator<string>;
  beforeAll(async () => {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const file = path.join(folder, "keys.json");
    const rsa: JWK = { ...(await exportJWK(privateKey)), kid: "the-key", alg: "RS256", key_ops: ["sign", "verify"] };
    const shared: JWK = { kty: "oct", k: Buffer.from(SECRET).toString("base64url"), key_ops: ["verify"] };
    await writeFile(file, JSON.stringify([rsa, shared]));
    child = start(["--port", "0", "--keys", file]);
    mails = createInterface(child.stderr!)[Symbol.asyncIterator]();
    url = await addressOf(child);
  });
  afterAll(() => void child.kill("SIGKILL"));

  test("the official client signs up and checks its token against the published keys", async () => {
    const auth = newClient(url);
    expect((await auth.signUp(ANA)).error).toBeNull();
    const { data, error } = await auth.getClaims();
    expect(error).toBeNull();
    expect(data?.header).toMatchObject({ alg: "RS256", kid: "the-key" });
    expect(data?.claims).toMatchObject({ email: ANA.email, iss: `${url}/auth/v1` });
    const published = (await (await fetch(`${url}/auth/v1/.well-known/jwks.json`)).json()) as { keys: JWK[] };
    expect(published.keys.map(({ kid }) => kid)).toEqual(["the-key"]);
    expect(Object.keys(published.keys[0]!).sort()).toEqual(["alg", "e", "key_ops", "kid", "kty", "n", "use"]);
  });

  test("people without an address are let in", async () => {
    const { data, error } = await newClient(url).signInAnonymously();
    expect(error).toBeNull();
    expect(data.user?.is_anonymous).toBe(true);
  });

  test("an administrator's token made with the shared secret counts, and one made with another doesn't", async () => {
    const { admin } = newClient(url, await adminToken(SECRET));
    const created = await admin.createUser({ email: "bo@shop.example", password: "secret" });
    expect(created.error).toBeNull();
    expect((await admin.getUserById(created.data.user!.id)).data.user?.email).toBe("bo@shop.example");
    const forged = newClient(url, await adminToken("a guess")).admin;
    expect((await forged.listUsers()).error).toMatchObject({ status: 403, code: "bad_jwt" });
  });

  test("the paths of the auth server by itself lead to the same", async () => {
    for (const base of [url, `${url}/auth/v1`]) {
      const settings = await fetch(`${base}/settings`);
      expect(await settings.json()).toMatchObject({ mailer_autoconfirm: true, external: { anonymous_users: true } });
    }
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  test("no limit is met", async () => {
    const body = JSON.stringify({ email: "nobody@shop.example" });
    for (let attempt = 0; attempt < 40; attempt++)
      expect((await fetch(`${url}/recover`, { method: "POST", body })).status).toBe(200);
  });

  test("a mail is printed, and its link is good", async () => {
    const auth = newClient(url);
    const email = "cleo@shop.example";
    await auth.signUp({ email, password: "secret" });
    await auth.resetPasswordForEmail(email);
    const mail = JSON.parse((await mails.next()).value) as PrintedMail;
    expect(mail).toMatchObject({ to: email, template: "recover", type: "recovery" });
    const { data } = await newClient(url).verifyOtp({ type: "recovery", token_hash: mail.token_hash! });
    expect(data.user?.email).toBe(email);
    const used = await fetch(mail.link!, { redirect: "manual" });
    expect(used.headers.get("location")).toContain("error_code=otp_expired");
  });

  test("it ends on SIGTERM, though a request is under way that never comes to its end", async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    const head = "POST /signup HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n";
    socket.write(head);
    // Says that the server has begun with it.
    await once(socket, "data");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

test("without a key file there is a key, options hold, and it ends on SIGINT", async () => {
  const child = start(["--confirm", "--no-anonymous"]);
  try {
    const auth = newClient(await addressOf(child));
    expect((await auth.signUp(ANA)).data).toMatchObject({ session: null, user: { email: ANA.email } });
    expect((await auth.signInAnonymously()).error?.code).toBe("anonymous_provider_disabled");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a wrong command ends with words and code 2", async () => {
  const child = start(["--keys", path.join(folder, "nowhere.json")]);
  const output: string[] = [];
  child.stderr!.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  expect(await once(child, "close")).toEqual([2, null]);
  expect(output.join("")).toMatch(/^The key file .*nowhere\.json can't be read\.\nUsage: /);
});
