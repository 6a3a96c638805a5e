import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { connect, dropCookies, hasSessionCookie } from "./auth-call";
import type { AuthClient } from "./client";
import type { HttpPort } from "./http";
import { type SessionUser, upsertUser } from "./queries";
import { readClaims } from "./session-claims";
import { deleteIdleSessions, findSession, insertSession, type SessionKey, updateSession } from "./session-queries";
import type { AuthTransport } from "./transport";
import { unreachable } from "./words";

export interface Session {
  user: SessionUser;
  sessionId: string;
}

interface MirrorDeps {
  db: Database;
  transport: AuthTransport;
  now: () => Date;
}

/** Not every request writes: the list of sessions says when each was used to the minute. */
const SEEN_EVERY_MS = 60_000;
/** As long as the embedded sign-in keeps a session that nobody uses. */
const KEPT_FOR_MS = 60 * 24 * 3_600_000;

/**
 * Who sent the request. A token counts until it expires, wherever only its signature is looked at; so each request also
 * looks at our own row of the session. A session without a row was never seen here, or its user is gone: only the auth
 * server can tell.
 * @throws AppError upstream_unavailable: the session may be fine, so nobody is signed out for it
 */
export async function readSession(
  deps: MirrorDeps,
  http: HttpPort,
  { strict }: { strict: boolean },
): Promise<Session | null> {
  if (!hasSessionCookie(http)) return null;
  const { client } = await connect(deps.transport, http);
  const claimed = await readClaims(client, deps.transport);
  if (!claimed) return null;
  const key = { userId: claimed.user.id, sessionId: claimed.sessionId };
  const row = await findSession(deps.db, key);
  if (row?.revokedAt) {
    dropCookies(http, () => true);
    return null;
  }
  const isKnown = row !== undefined;
  const user = strict || !isKnown ? await confirmWithServer(client, claimed.user) : claimed.user;
  if (!user) return null;
  if (isKnown) await markSeen(deps, key, row.lastSeenAt);
  else await rememberSession(deps, { user, sessionId: claimed.sessionId }, http);
  if (strict && isKnown) await upsertUser(deps.db, user);
  return { user, sessionId: claimed.sessionId };
}

/** Null when the session was ended or the user blocked since the token was signed. */
async function confirmWithServer(client: AuthClient, claimed: SessionUser): Promise<SessionUser | null> {
  const { data, error } = await client.auth.getUser();
  if (error && isAuthRetryableFetchError(error)) throw unreachable(error);
  return data.user?.id === claimed.id ? toSessionUser(data.user) : null;
}

export const toSessionUser = (user: { id: string; email?: string }): SessionUser => ({
  id: user.id,
  email: user.email ?? "",
});

async function markSeen({ db, now }: MirrorDeps, key: SessionKey, lastSeenAt: Date): Promise<void> {
  const at = now();
  if (at.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS) await updateSession(db, key, { lastSeenAt: at });
}

/**
 * Writes our rows of a session that the auth server has just vouched for, and of its user.
 * @param act what the audit log says of it
 */
export async function rememberSession(
  { db, now }: Pick<MirrorDeps, "db" | "now">,
  { user, sessionId }: Session,
  http: HttpPort,
  options: { act?: AuditRecord["action"]; isRecovered?: boolean } = {},
): Promise<void> {
  const { clientAddress: ipAddress, userAgent } = http;
  const at = now();
  await db.transaction(async (tx) => {
    await upsertUser(tx, user);
    const recoveredAt = options.isRecovered ? at : null;
    const row = { id: sessionId, userId: user.id, ipAddress, userAgent, lastSeenAt: at, recoveredAt, createdAt: at };
    await insertSession(tx, row);
    if (!options.act) return;
    const actor = { userId: user.id, email: user.email, ipAddress, userAgent };
    await recordAudit(tx, { accountId: null, actor, action: options.act });
  });
}

/** The session's id of an access token that has just come from the auth server. */
export function sessionIdOf(accessToken: string): string {
  const payload: unknown = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
  const { session_id: id } = payload as { session_id?: unknown };
  if (typeof id !== "string") throw new Error("The auth server's token names no session.");
  return id;
}

/** Removes the rows of sessions that nobody can use any more. */
export const forgetIdleSessions = ({ db, now }: Pick<MirrorDeps, "db" | "now">): Promise<void> =>
  deleteIdleSessions(db, new Date(now().getTime() - KEPT_FOR_MS));
