import { createHash, createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { Database } from "@/server/db/client";
import type { EndpointDeps } from "./endpoint";
import {
  countGuess,
  type OneTimeTokenKind,
  type OneTimeTokenRow,
  takeByHash,
  takeRead,
  upsertOneTimeToken,
} from "./one-time-token-queries";

const HOUR_MS = 3_600_000;
/** A link for a new user waits for somebody who reads mail once a day; one that opens a session must not lie about. */
const VALID_MS: Record<OneTimeTokenKind, number> = {
  confirmation: 24 * HOUR_MS,
  invite: 7 * 24 * HOUR_MS,
  email_change_current: 24 * HOUR_MS,
  email_change_new: 24 * HOUR_MS,
  recovery: HOUR_MS,
  magiclink: HOUR_MS,
  reauthentication: HOUR_MS / 4,
};

/** The prefix by which the official client knows that a link ends in an auth code. */
const PKCE_PREFIX = "pkce_";
const SECRET_BYTES = 28;
const CODE_LENGTH = 6;

type TokenDeps = Pick<EndpointDeps, "now" | "codeKey">;

export interface IssuedToken {
  /** The secret of the link; only its hash is stored. */
  tokenHash: string;
  /** Six digits for people who type. */
  code: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Keyed: six digits are guessed in no time by whoever has the table but not the key. */
const hashCode = ({ codeKey }: TokenDeps, row: { userId: string; kind: string; email: string }, code: string): string =>
  createHmac("sha256", codeKey).update(`${row.userId} ${row.kind} ${row.email} ${code}`).digest("base64url");

/** Makes a token that proves that somebody reads a mailbox. The one of the same kind before it stops working. */
export async function issueOneTimeToken(
  deps: TokenDeps,
  tx: Database,
  ask: { userId: string; kind: OneTimeTokenKind; email: string; flowStateId?: string | undefined },
): Promise<IssuedToken> {
  const { flowStateId, ...row } = ask;
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  const tokenHash = flowStateId === undefined ? secret : PKCE_PREFIX + secret;
  const code = String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, "0");
  const now = deps.now();
  await upsertOneTimeToken(tx, {
    ...row,
    id: randomUUID(),
    tokenHash: sha256(tokenHash),
    codeHash: hashCode(deps, row, code),
    flowStateId,
    expiresAt: new Date(now.getTime() + VALID_MS[row.kind]),
    createdAt: now,
  });
  return { tokenHash, code };
}

/** Uses a link's secret up; undefined for one that is wrong, used or too old. */
export const redeemLink = (
  deps: TokenDeps,
  db: Database,
  { tokenHash, kinds }: { tokenHash: string; kinds: readonly OneTimeTokenKind[] },
): Promise<OneTimeTokenRow | undefined> => takeByHash(db, { tokenHash: sha256(tokenHash), kinds, now: deps.now() });

/**
 * Uses typed digits up; undefined for wrong ones. Every try counts before it is looked at, so that tries made at once
 * can't be more than are allowed.
 */
export async function redeemCode(
  deps: TokenDeps,
  db: Database,
  ask: { email: string; code: string; kinds: readonly OneTimeTokenKind[] },
): Promise<OneTimeTokenRow | undefined> {
  for (const row of await countGuess(db, { ...ask, now: deps.now() })) {
    const isRight = timingSafeEqual(Buffer.from(hashCode(deps, row, ask.code)), Buffer.from(row.codeHash));
    if (isRight && (await takeRead(db, row))) return row;
  }
  return undefined;
}
