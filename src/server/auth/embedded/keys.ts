import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { isSealed, seal, unseal } from "@/server/seal";
import { deleteSigningKey, insertSigningKey, listSigningKeys, type SigningKeyRow, updatePrivateJwk } from "./queries";

export const SIGNING_ALGORITHM = "ES256";

export interface KeyStore {
  /** The key that signs; made and stored on first use. */
  current(): Promise<{ kid: string; privateKey: CryptoKey }>;
  /** The public key of a kid that stands in a token's header; undefined for foreign ones. */
  findPublicKey(kid: string): Promise<CryptoKey | undefined>;
  /** The public keys as JSON Web Keys, for everybody to see. */
  listPublicJwks(): Promise<JWK[]>;
}

interface KeyStoreDeps {
  db: Database;
  logger: Logger;
  /** 32 bytes; encrypts the private keys at rest. */
  encryptionKey: Uint8Array | undefined;
}

export function createKeyStore(deps: KeyStoreDeps): KeyStore {
  let current: ReturnType<KeyStore["current"]> | undefined;
  const publicKeys = new Map<string, CryptoKey>();
  return {
    current: () => {
      current ??= loadCurrentKey(deps).catch((error: unknown) => {
        // The next request tries again; a database that was away must not break signing for good.
        current = undefined;
        throw error;
      });
      return current;
    },
    findPublicKey: async (kid) => {
      if (!publicKeys.has(kid)) {
        const row = (await listSigningKeys(deps.db)).find((key) => key.kid === kid);
        if (row) publicKeys.set(kid, await importKey(row.publicJwk));
      }
      return publicKeys.get(kid);
    },
    listPublicJwks: async () => (await listSigningKeys(deps.db)).map((row) => row.publicJwk),
  };
}

async function loadCurrentKey(deps: KeyStoreDeps): Promise<{ kid: string; privateKey: CryptoKey }> {
  // The first round may find no key, or one that nobody can read any more; another process may come in between.
  for (let round = 0; round < 3; round++) {
    const row = (await listSigningKeys(deps.db)).find((key) => key.status === "current");
    const privateJwk = row && (await readPrivateJwk(deps, row));
    if (row && privateJwk) return { kid: row.kid, privateKey: await importKey(privateJwk) };
    if (row) {
      deps.logger.warn({ kid: row.kid }, "signing key was encrypted with another secret key; replacing it");
      await deleteSigningKey(deps.db, row.kid);
    }
    await makeKey(deps);
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

async function makeKey({ db, encryptionKey }: KeyStoreDeps): Promise<void> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateText = JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid, alg: SIGNING_ALGORITHM });
  await insertSigningKey(db, {
    kid,
    publicJwk: { ...publicJwk, kid, alg: SIGNING_ALGORITHM, use: "sig", key_ops: ["verify"], ext: true },
    privateJwk: encryptionKey ? seal(encryptionKey, privateText, kid) : privateText,
  });
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  // Only symmetric keys come back as bytes, and those are refused: a public key must never serve as an HMAC secret.
  const key = await importJWK(jwk, SIGNING_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error("a signing key in the database is not an EC key");
  return key;
}
