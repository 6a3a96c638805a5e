import { readFile } from "node:fs/promises";
import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { KeyStore, SigningKey, VerificationKey } from "@/server/auth/embedded/keys";

/** What the endpoint can verify: see access-token.ts. The members are those that may be shown to everybody. */
const KINDS = {
  RSA: { algorithm: "RS256", publicMembers: ["kty", "n", "e"] },
  EC: { algorithm: "ES256", publicMembers: ["kty", "crv", "x", "y"] },
  oct: { algorithm: "HS256", publicMembers: [] },
} as const;

const jwkSchema = z.looseObject({
  kty: z.enum(["RSA", "EC", "oct"]),
  alg: z.string().optional(),
  kid: z.string().min(1).optional(),
  key_ops: z.array(z.string()).optional(),
});
const fileSchema = z.union([
  z.array(jwkSchema).min(1),
  z.looseObject({ keys: z.array(jwkSchema).min(1) }).transform(({ keys }) => keys),
  jwkSchema.transform((jwk) => [jwk]),
]);

interface FileKey {
  kid: string;
  algorithm: string;
  verificationKey: CryptoKey | Uint8Array;
  /** Undefined for a key that only verifies. */
  privateKey: CryptoKey | Uint8Array | undefined;
  /** Undefined for a secret that both sides share. */
  publicJwk: JWK | undefined;
}

/** @throws Error in words for whoever named the file, without anything of what stands in it */
export async function readKeyFile(file: string): Promise<KeyStore> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`The key file ${file} can't be read.`);
  });
  try {
    return await parseKeys(text);
  } catch (error) {
    throw new Error(`The key file ${file} can't be used: ${(error as Error).message}`);
  }
}

/**
 * Keys as GOTRUE_JWT_KEYS holds them, or one of them, or a key set. The first private one that may sign does; all others
 * verify. @throws Error
 */
export async function parseKeys(text: string): Promise<KeyStore> {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Error('it must hold JSON Web Keys of kty "RSA", "EC" or "oct": one, an array of them, or {"keys": […]}.');
  const keys: FileKey[] = [];
  for (const [index, jwk] of parsed.data.entries()) keys.push(await readKey(jwk, index + 1));
  const byKid = new Map<string, VerificationKey>(
    keys.map(({ kid, algorithm, verificationKey }) => [kid, { algorithm, key: verificationKey }]),
  );
  if (byKid.size < keys.length) throw new Error("two keys have the same kid.");
  const signing = keys.find((key) => key.privateKey !== undefined);
  if (!signing?.privateKey) throw new Error("none of the keys is a private one that may sign.");
  const current: SigningKey = { ...signing, privateKey: signing.privateKey };
  // Tokens made with a shared secret seldom name it; two secrets would leave open which is meant.
  const secrets = keys.filter(({ publicJwk }) => publicJwk === undefined);
  const unnamed = secrets.length === 1 ? byKid.get(secrets[0]!.kid) : undefined;
  return {
    current: async () => current,
    findVerificationKey: async (kid) => (kid === undefined ? unnamed : byKid.get(kid)),
    listPublicJwks: async () => keys.flatMap(({ publicJwk }) => publicJwk ?? []),
    rotate: async () => undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the file.
    throw new Error("it is not JSON.");
  }
}

/** @param position from 1, for messages */
async function readKey(jwk: z.infer<typeof jwkSchema>, position: number): Promise<FileKey> {
  const { algorithm, publicMembers } = KINDS[jwk.kty];
  if (jwk.alg !== undefined && jwk.alg !== algorithm)
    throw new Error(`key ${position} says ${jwk.alg}; a key of kty "${jwk.kty}" has to be for ${algorithm}.`);
  // Without key_ops: jose refuses a private key that also lists "verify".
  const { key_ops: operations, use: _use, ext: _ext, ...members } = jwk;
  const isSecret = jwk.kty === "oct";
  const publicPart = isSecret ? members : Object.fromEntries(publicMembers.map((name) => [name, jwk[name]]));
  const isPrivate = isSecret || jwk.d !== undefined;
  try {
    const verificationKey = await importJWK(publicPart as JWK, algorithm);
    const privateKey = isPrivate ? await importJWK(members as JWK, algorithm) : undefined;
    if (privateKey) await proveToBelongTogether(algorithm, privateKey, verificationKey);
    const kid = jwk.kid ?? (isSecret ? `secret-${position}` : await calculateJwkThumbprint(publicPart as JWK));
    return {
      kid,
      algorithm,
      verificationKey,
      privateKey: operations === undefined || operations.includes("sign") ? privateKey : undefined,
      publicJwk: isSecret ? undefined : { ...publicPart, kid, alg: algorithm, use: "sig", key_ops: ["verify"] },
    };
  } catch {
    const size = jwk.kty === "RSA" ? " of at least 2048 bits" : "";
    throw new Error(`key ${position} is not a whole ${algorithm} key${size}.`);
  }
}

/** Also shows that the library takes keys of this size and curve. @throws JOSEError, TypeError */
async function proveToBelongTogether(
  algorithm: string,
  privateKey: CryptoKey | Uint8Array,
  verificationKey: CryptoKey | Uint8Array,
): Promise<void> {
  const token = await new SignJWT({}).setProtectedHeader({ alg: algorithm }).sign(privateKey);
  await jwtVerify(token, verificationKey, { algorithms: [algorithm] });
}
