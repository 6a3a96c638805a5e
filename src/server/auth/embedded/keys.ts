import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { isSealed, seal, unseal } from "@/server/seal";
import {
  deleteSigningKey,
  insertSigningKey,
  listSigningKeys,
  promoteSigningKey,
  type SigningKeyRow,
  updatePrivateJwk,
} from "./key-queries";
import { decideRotation, KEY_CACHE_MS } from "./key-rotation";

export const SIGNING_ALGORITHM = "ES256";

export interface SigningKey {
  kid: string;
  algorithm: string;
  privateKey: CryptoKey | Uint8Array;
}

export interface VerificationKey {
  algorithm: string;
  key: CryptoKey | Uint8Array;
}

export interface KeyStore {
  /** The key that signs; made and stored on first use. */
  current(): Promise<SigningKey>;
  /** The key of a kid that stands in a token's header; undefined for foreign ones, and without a kid. */
  findVerificationKey(kid: string | undefined): Promise<VerificationKey | undefined>;
  /** The public keys as JSON Web Keys, for everybody to see. */
  listPublicJwks(): Promise<JWK[]>;
  /** Announces, promotes and forgets what is due: see key-rotation.ts. */
  rotate(): Promise<void>;
}

interface KeyStoreDeps {
  db: Database;
  now: () => Date;
  logger: Logger;
  /** 32 bytes; encrypts the private keys at rest. */
  encryptionKey: Uint8Array | undefined;
}

/** Keys in the database, which all processes share. */
export function createKeyStore(deps: KeyStoreDeps): KeyStore {
  let current: { key: Promise<SigningKey>; loadedAtMs: number } | undefined;
  const publicKeys = new Map<string, VerificationKey>();
  return {
    current: () => {
      const nowMs = deps.now().getTime();
      // Looked at again now and then: another process may have retired it.
      if (current && nowMs - current.loadedAtMs < KEY_CACHE_MS) return current.key;
      const key = loadCurrentKey(deps).catch((error: unknown) => {
        // The next request tries again; a database that was away must not break signing for good.
        current = undefined;
        throw error;
      });
      current = { key, loadedAtMs: nowMs };
      return key;
    },
    findVerificationKey: async (kid) => {
      if (kid === undefined) return undefined;
      const known = publicKeys.get(kid);
      if (known) return known;
      const row = (await listSigningKeys(deps.db)).find((key) => key.kid === kid);
      if (!row) return undefined;
      const key = { algorithm: SIGNING_ALGORITHM, key: await importKey(row.publicJwk) };
      publicKeys.set(kid, key);
      return key;
    },
    listPublicJwks: async () => (await listSigningKeys(deps.db)).map((row) => row.publicJwk),
    rotate: async () => {
      await rotateKeys(deps);
      current = undefined;
      publicKeys.clear();
    },
  };
}

async function rotateKeys(deps: KeyStoreDeps): Promise<void> {
  const now = deps.now();
  for (const step of decideRotation(await listSigningKeys(deps.db), now)) {
    if (step.do === "announce") await makeKey(deps, "next");
    if (step.do === "promote") await promoteSigningKey(deps.db, { ...step, now });
    if (step.do === "forget") await deleteSigningKey(deps.db, step.kid);
    deps.logger.info({ event: "auth.key_rotation", step: step.do }, "signing keys rotated");
  }
}

async function loadCurrentKey(deps: KeyStoreDeps): Promise<SigningKey> {
  // The first round may find no key, or one that nobody can read any more; another process may come in between.
  for (let round = 0; round < 3; round++) {
    const row = (await listSigningKeys(deps.db)).find((key) => key.status === "current");
    const privateJwk = row && (await readPrivateJwk(deps, row));
    if (row && privateJwk)
      return { kid: row.kid, algorithm: SIGNING_ALGORITHM, privateKey: await importKey(privateJwk) };
    if (row) {
      deps.logger.warn({ kid: row.kid }, "signing key was encrypted with another secret key; replacing it");
      await deleteSigningKey(deps.db, row.kid);
    }
    await makeKey(deps, "current");
  }
  throw new Error("no signing key could be stored");
}

async function readPrivateJwk(deps: KeyStoreDeps, row: SigningKeyRow): Promise<JWK | undefined> {
  const { encryptionKey } = deps;
  if (isSealed(row.privateJwk)) {
    const text = encryptionKey && unseal(encryptionKey, row.privateJwk, row.kid);
    return text === undefined ? undefined : (JSON.parse(text) as JWK);
  }
  // Stored before there was a secret key: encrypted from now on.
  if (encryptionKey) await updatePrivateJwk(deps.db, row.kid, seal(encryptionKey, row.privateJwk, row.kid));
  return JSON.parse(row.privateJwk) as JWK;
}

async function makeKey({ db, now, encryptionKey }: KeyStoreDeps, status: "current" | "next"): Promise<void> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateText = JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid, alg: SIGNING_ALGORITHM });
  const createdAt = now();
  await insertSigningKey(db, {
    kid,
    publicJwk: { ...publicJwk, kid, alg: SIGNING_ALGORITHM, use: "sig", key_ops: ["verify"], ext: true },
    privateJwk: encryptionKey ? seal(encryptionKey, privateText, kid) : privateText,
    status,
    activatedAt: status === "current" ? createdAt : null,
    createdAt,
  });
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  // Only symmetric keys come back as bytes, and those are refused: a public key must never serve as an HMAC secret.
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error("a signing key in the database is not an EC key");
  return key;
}
