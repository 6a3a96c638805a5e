import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;
const UUID_BYTES = 16;
const COUNTER_BYTES = 4;
const TOKEN_BYTES = UUID_BYTES + COUNTER_BYTES + SECRET_BYTES;

/**
 * How far behind a token may be and still be recognised: 4096 refreshes are over 40 days of constant use and 5 ms of
 * hashing. An older one is refused like a made-up one, without ending the session.
 */
export const MAX_GENERATIONS_BEHIND = 4096;

/** The session it belongs to, its generation (from 0), and what makes it hard to guess. Opaque to everybody else. */
export interface RefreshToken {
  sessionId: string;
  counter: number;
  secret: Buffer;
}

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);
export const newRotationKey = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token. A plain hash is enough: the secret is random, so nobody can try them out. */
export const hashSecret = (secret: Buffer): string => createHash("sha256").update(secret).digest("base64url");

export function encodeRefreshToken({ sessionId, counter, secret }: RefreshToken): string {
  const counterBytes = Buffer.alloc(COUNTER_BYTES);
  counterBytes.writeUInt32BE(counter);
  return Buffer.concat([Buffer.from(sessionId.replaceAll("-", ""), "hex"), counterBytes, secret]).toString("base64url");
}

/** Undefined for everything this server can't have issued. */
export function decodeRefreshToken(text: string): RefreshToken | undefined {
  const bytes = Buffer.from(text, "base64url");
  // Encoding it back refuses padding, other alphabets and stray bits, so that a token has one spelling only.
  if (bytes.length !== TOKEN_BYTES || bytes.toString("base64url") !== text) return undefined;
  const hex = bytes.toString("hex", 0, UUID_BYTES);
  return {
    sessionId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    counter: bytes.readUInt32BE(UUID_BYTES),
    secret: bytes.subarray(UUID_BYTES + COUNTER_BYTES),
  };
}

/**
 * The secret of a later generation. Each follows from the one before by a keyed hash, so the server can give a lagging
 * client the current token though it stores only its hash, while a stolen token leads to no later one without the key,
 * and a stolen database leads to none at all.
 */
export function advanceSecret(rotationKey: string, secret: Buffer, generations: number): Buffer {
  const key = Buffer.from(rotationKey, "base64url");
  let current = secret;
  for (let step = 0; step < generations; step++) current = createHmac("sha256", key).update(current).digest();
  return current;
}

/** The secret of the current generation if the presented token is a genuine one of this session, else undefined. */
export function currentSecretFrom(
  presented: RefreshToken,
  session: { refreshCounter: number; refreshTokenHash: string; rotationKey: string },
): Buffer | undefined {
  const behind = session.refreshCounter - presented.counter;
  if (behind < 0 || behind > MAX_GENERATIONS_BEHIND) return undefined;
  const secret = advanceSecret(session.rotationKey, presented.secret, behind);
  const isGenuine = timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(session.refreshTokenHash));
  return isGenuine ? secret : undefined;
}
