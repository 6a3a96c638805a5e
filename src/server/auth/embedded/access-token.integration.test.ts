import { createHmac, randomBytes } from "node:crypto";
import { exportSPKI, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authSigningKeys } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anEmbeddedAuth, type EmbeddedAuthFixture, ISSUER, type WireSession } from "./embedded-fixture";

const EMAIL = "ana@shop.example";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: EmbeddedAuthFixture;
let session: WireSession;
let claims: JWTPayload;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  server = anEmbeddedAuth(database.db);
  session = (await server.signUp(EMAIL)).body;
  claims = JSON.parse(Buffer.from(session.access_token.split(".")[1]!, "base64url").toString()) as JWTPayload;
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ownKey = async () => (await database.db.select().from(authSigningKeys))[0]!;
async function signedByUs(payload: JWTPayload): Promise<string> {
  const { kid, privateJwk } = await ownKey();
  const key = await importJWK(JSON.parse(privateJwk) as JWK, "ES256");
  return new SignJWT(payload).setProtectedHeader({ alg: "ES256", kid }).sign(key);
}
async function expectRefused(token: string) {
  expect(await server.user(token)).toMatchObject({ status: 403, body: { code: "bad_jwt" } });
}

describe("a forged access token is refused", () => {
  test("without a signature, whatever the algorithm is called", async () => {
    const { kid } = await ownKey();
    for (const alg of ["none", "None", "NONE", ""]) {
      for (const header of [
        { alg, typ: "JWT" },
        { alg, typ: "JWT", kid },
      ])
        await expectRefused(`${encode(header)}.${encode(claims)}.`);
    }
  });

  test("with the signature cut off or of another payload", async () => {
    const [header, , signature] = session.access_token.split(".");
    await expectRefused(`${header}.${encode(claims)}.`);
    await expectRefused(`${header}.${encode({ ...claims, role: "service_role" })}.${signature}`);
  });

  test("signed as HMAC with our public key as the secret", async () => {
    const { kid, publicJwk } = await ownKey();
    const publicKey = await importJWK(publicJwk as JWK, "ES256", { extractable: true });
    if (publicKey instanceof Uint8Array) throw new Error("expected an EC key");
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(publicJwk), String(publicJwk.x)]) {
      const signed = `${encode({ alg: "HS256", typ: "JWT", kid })}.${encode(claims)}`;
      await expectRefused(`${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`);
    }
  });

  test("signed with a foreign key, under its own kid, under ours, or with the key in the header", async () => {
    const { kid } = await ownKey();
    const foreign = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await ownKey()).publicJwk };
    for (const header of [{ kid: "foreign" }, { kid }, {}, { kid: "foreign", jwk: jwk as JWK }])
      await expectRefused(
        await new SignJWT(claims).setProtectedHeader({ alg: "ES256", ...header }).sign(foreign.privateKey),
      );
  });

  test.each([
    ["of another issuer", { iss: "https://evil.example/auth/v1" }],
    ["for another audience", { aud: "anon" }],
    ["without a session", { session_id: undefined }],
    ["without a user", { sub: undefined }],
    ["that never expires", { exp: undefined }],
    ["not valid yet", { nbf: Date.parse("2026-03-01T13:00:00Z") / 1000 }],
  ])("even signed with our key, when it is %s", async (_, change) => {
    expect((await server.user(await signedByUs(claims))).status).toBe(200);
    await expectRefused(await signedByUs({ ...claims, ...change }));
  });

  test("that names somebody else's session", async () => {
    const other = (await server.signUp("bo@shop.example")).body;
    const forged = await signedByUs({ ...claims, sub: other.user.id });
    expect(await server.user(forged)).toMatchObject({ status: 403, body: { code: "session_not_found" } });
  });

  test.each(["", "x", "a.b.c", "....", "null"])("that isn't one: %j", async (token) => {
    expect([401, 403]).toContain((await server.user(token)).status);
  });
});

test("an access token ends after 15 minutes, to the second", async () => {
  server.advance(15 * 60_000 - 1000);
  expect((await server.user(session.access_token)).status).toBe(200);
  server.advance(1000);
  await expectRefused(session.access_token);
});

describe("signing keys", () => {
  test("only public ones are shown, and may be cached for ten minutes", async () => {
    const { status, body, headers } = await server.call<{ keys: JWK[] }>("GET", "/.well-known/jwks.json");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=600");
    expect(body.keys).toHaveLength(1);
    expect(body.keys[0]).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", use: "sig", key_ops: ["verify"] });
    expect(body.keys[0]).not.toHaveProperty("d");
  });

  test("are there before the first sign-in", async () => {
    await truncateAll(database);
    const fresh = anEmbeddedAuth(database.db);
    expect((await fresh.call<{ keys: JWK[] }>("GET", "/.well-known/jwks.json")).body.keys).toHaveLength(1);
  });

  test("survive a restart: tokens signed before are still good", async () => {
    const restarted = anEmbeddedAuth(database.db);
    expect((await restarted.user(session.access_token)).status).toBe(200);
  });

  test("are made once, however many processes start at the same moment", async () => {
    await truncateAll(database);
    const servers = Array.from({ length: 4 }, () => anEmbeddedAuth(database.db));
    const sessions = await Promise.all(servers.map((one, index) => one.signUp(`user${index}@shop.example`)));
    expect(await database.db.$count(authSigningKeys)).toBe(1);
    for (const { body } of sessions)
      for (const one of servers) expect((await one.user(body.access_token)).status).toBe(200);
  });
});

describe("signing keys at rest", () => {
  const encryptionKey = randomBytes(32);
  const withKey = (key: Uint8Array | undefined) => anEmbeddedAuth(database.db, key ? { encryptionKey: key } : {});

  test("are encrypted with the secret key and work after a restart", async () => {
    await truncateAll(database);
    const { body } = await withKey(encryptionKey).signUp(EMAIL);
    const { privateJwk } = await ownKey();
    expect(privateJwk).toMatch(/^aes256gcm:/);
    expect((await withKey(encryptionKey).signIn(EMAIL)).status).toBe(200);
    expect((await withKey(encryptionKey).user(body.access_token)).status).toBe(200);
  });

  test("stored before there was a secret key are encrypted by it, and tokens stay good", async () => {
    expect((await ownKey()).privateJwk).toContain('"d"');
    await withKey(encryptionKey).signIn(EMAIL);
    expect((await ownKey()).privateJwk).toMatch(/^aes256gcm:/);
    expect((await withKey(encryptionKey).user(session.access_token)).status).toBe(200);
  });

  test.each([
    ["another secret key", randomBytes(32)],
    ["no secret key", undefined],
  ])("with %s are replaced; people sign in again, and nothing signed before counts", async (_, key) => {
    await truncateAll(database);
    const { body } = await withKey(encryptionKey).signUp(EMAIL);
    const later = withKey(key);
    const again = await later.signIn(EMAIL);
    expect(again.status).toBe(200);
    expect((await later.user(again.body.access_token)).status).toBe(200);
    expect((await later.user(body.access_token)).body.code).toBe("bad_jwt");
    expect(await database.db.$count(authSigningKeys)).toBe(1);
  });
});

test("the issuer in the token is the configured one", () => {
  expect(claims.iss).toBe(ISSUER);
});
