import { type CryptoKey, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { parseKeys, readKeyFile } from "./key-file";

const SECRET: JWK = { kty: "oct", k: Buffer.from("a secret that both sides of a test know").toString("base64url") };
const BOTH_OPERATIONS = ["sign", "verify"];

let rsa: JWK;
let ec: JWK;
beforeAll(async () => {
  rsa = await newJwk("RS256");
  ec = await newJwk("ES256");
});

async function newJwk(algorithm: string, curve?: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, ...(curve ? { crv: curve } : {}) });
  return exportJWK(privateKey);
}

const parse = (value: unknown) => parseKeys(JSON.stringify(value));
const publicOf = ({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk }: JWK): JWK => jwk;

describe("which key signs", () => {
  test.each([
    ["one key", () => rsa, "RS256"],
    ["an array", () => [ec, rsa], "ES256"],
    ["a key set", () => ({ keys: [SECRET, rsa] }), "HS256"],
    [
      "the first that may",
      () => [
        { ...rsa, key_ops: ["verify"] },
        { ...ec, key_ops: BOTH_OPERATIONS },
      ],
      "ES256",
    ],
    ["the first that is private", () => [publicOf(rsa), SECRET], "HS256"],
  ])("%s", async (_what, value, algorithm) => {
    const store = await parse(value());
    const { kid, privateKey, algorithm: alg } = await store.current();
    expect(alg).toBe(algorithm);
    const token = await new SignJWT({}).setProtectedHeader({ alg, kid }).sign(privateKey);
    const found = await store.findVerificationKey(kid);
    expect(found?.algorithm).toBe(algorithm);
    await jwtVerify(token, found!.key as CryptoKey);
  });

  test("a key that lists both operations is taken, whatever its kind", async () => {
    for (const jwk of [rsa, ec, SECRET])
      await (await parse({ ...jwk, key_ops: BOTH_OPERATIONS, use: "sig" })).current();
  });
});

test("others verify by their kid, and a token without one by the only secret", async () => {
  const store = await parse([rsa, { ...publicOf(ec), kid: "old" }, SECRET]);
  expect((await store.findVerificationKey("old"))?.algorithm).toBe("ES256");
  expect((await store.findVerificationKey(undefined))?.algorithm).toBe("HS256");
  expect(await store.findVerificationKey("unknown")).toBeUndefined();
  const other = { ...SECRET, k: Buffer.from("another one").toString("base64url") };
  expect(await (await parse([rsa, SECRET, other])).findVerificationKey(undefined)).toBeUndefined();
  expect(await (await parse([rsa, ec])).findVerificationKey(undefined)).toBeUndefined();
});

test("a key keeps its kid, and one without gets the same each time", async () => {
  expect((await (await parse({ ...rsa, kid: "mine" })).current()).kid).toBe("mine");
  const kids = [await (await parse(ec)).current(), await (await parse(ec)).current()].map(({ kid }) => kid);
  expect(kids[0]).toMatch(/^[\w-]{43}$/);
  expect(kids[1]).toBe(kids[0]);
});

test("only public halves are shown, and nothing of a secret", async () => {
  const published = await (await parse([{ ...rsa, kid: "r" }, SECRET, { ...ec, kid: "e" }])).listPublicJwks();
  const shown = { use: "sig", key_ops: ["verify"] };
  expect(published).toEqual([
    { kty: "RSA", n: rsa.n, e: rsa.e, kid: "r", alg: "RS256", ...shown },
    { kty: "EC", crv: "P-256", x: ec.x, y: ec.y, kid: "e", alg: "ES256", ...shown },
  ]);
});

describe("what can't be used is refused in words that quote nothing of it", () => {
  test.each([
    ["no JSON", async () => "-----BEGIN PRIVATE KEY-----", /it is not JSON/],
    ["no keys", async () => "[]", /it must hold JSON Web Keys/],
    ["another kind", async () => JSON.stringify({ kty: "OKP", crv: "Ed25519" }), /it must hold JSON Web Keys/],
    ["another algorithm", async () => JSON.stringify({ ...rsa, alg: "PS256" }), /key 1 says PS256/],
    ["another curve", async () => JSON.stringify([rsa, await newJwk("ES384")]), /key 2 is not a whole ES256 key/],
    ["an empty secret", async () => JSON.stringify({ kty: "oct", k: "" }), /key 1 is not a whole HS256 key/],
    ["a part missing", async () => JSON.stringify({ ...rsa, n: undefined }), /key 1 is not a whole RS256 key/],
    [
      "halves of two keys",
      async () => JSON.stringify({ ...(await newJwk("ES256")), x: ec.x, y: ec.y }),
      /key 1 is not a whole ES256 key/,
    ],
    ["public ones alone", async () => JSON.stringify([publicOf(rsa)]), /none of the keys is a private one/],
    ["one kid twice", async () => JSON.stringify([rsa, ec].map((key) => ({ ...key, kid: "x" }))), /the same kid/],
  ])("%s", async (_what, text, words) => {
    await expect(parseKeys(await text())).rejects.toThrow(words);
  });

  test("an RSA key too small for the library", async () => {
    const { privateKey } = await crypto.subtle.generateKey(
      { name: "RSASSA-PKCS1-v1_5", modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      true,
      ["sign", "verify"],
    );
    await expect(parse(await crypto.subtle.exportKey("jwk", privateKey))).rejects.toThrow(/at least 2048 bits/);
  });

  test("a file that isn't there", async () => {
    await expect(readKeyFile("nowhere/keys.json")).rejects.toThrow("The key file nowhere/keys.json can't be read.");
  });
});
