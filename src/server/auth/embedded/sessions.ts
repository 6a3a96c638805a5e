import { randomUUID } from "node:crypto";
import { signAccessToken } from "./access-token";
import type { EndpointDeps } from "./endpoint";
import { ACCESS_TOKEN_SECONDS } from "./lifetimes";
import { AuthFault } from "./protocol";
import {
  type AuthSessionRow,
  type AuthUserRow,
  deleteIdleSessions,
  deleteSession,
  findSession,
  insertSession,
  rotateSession,
  updateUser,
} from "./queries";
import {
  advanceSecret,
  currentSecretFrom,
  decodeRefreshToken,
  encodeRefreshToken,
  hashSecret,
  newRotationKey,
  newSecret,
  type RefreshToken,
} from "./refresh-token";
import { decideRefresh, IDLE_LIMIT_MS } from "./rotation";
import { isBanned, userView } from "./user-view";

/** Whoever loses the race to rotate finds the token replaced a moment ago, and gets the new one in the next round. */
const MAX_ROUNDS = 3;

/** @param method how they did it: the `amr` of the session's tokens */
export async function openSession(deps: EndpointDeps, user: AuthUserRow, method: string) {
  const now = deps.now();
  const secret = newSecret();
  const signedIn = { ...user, lastSignInAt: now, updatedAt: now };
  const session = await deps.db.transaction(async (tx) => {
    await deleteIdleSessions(tx, user.id, new Date(now.getTime() - IDLE_LIMIT_MS));
    await updateUser(tx, user.id, { lastSignInAt: now }, now);
    return insertSession(tx, {
      id: randomUUID(),
      userId: user.id,
      refreshTokenHash: hashSecret(secret),
      rotationKey: newRotationKey(),
      refreshedAt: now,
      authenticationMethod: method,
      createdAt: now,
    });
  });
  return sessionView(deps, { user: signedIn, session }, { sessionId: session.id, counter: 0, secret });
}

/** @throws AuthFault refresh_token_not_found, refresh_token_already_used, session_expired, user_banned */
export async function refreshSession(deps: EndpointDeps, tokenText: string) {
  const presented = decodeRefreshToken(tokenText);
  if (!presented) throw notFound();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = await findSession(deps.db, presented.sessionId);
    const currentSecret = found && currentSecretFrom(presented, found.session);
    if (!found || !currentSecret) throw notFound();
    if (isBanned(found.user, deps.now())) throw new AuthFault(400, "user_banned", "Invalid Refresh Token: User Banned");
    const current = await redeemToken(deps, found.session, { ...presented, secret: currentSecret });
    if (current) return sessionView(deps, found, current);
  }
  throw new AuthFault(409, "conflict", "Too many concurrent token refresh requests on the same session");
}

/**
 * Carries out what decideRefresh says about a genuine token.
 * @param presented its generation, with the secret of the session's current one
 * @returns the token to hand out; undefined when another request was quicker, and one must look again
 */
async function redeemToken(
  deps: EndpointDeps,
  session: AuthSessionRow,
  presented: RefreshToken,
): Promise<RefreshToken | undefined> {
  const now = deps.now();
  const { refreshCounter, rotationKey } = session;
  const decision = decideRefresh({
    currentCounter: refreshCounter,
    presentedCounter: presented.counter,
    sinceRotationMs: now.getTime() - session.refreshedAt.getTime(),
  });
  if (decision === "return-current") return { ...presented, counter: refreshCounter };
  if (decision === "rotate") {
    const secret = advanceSecret(rotationKey, presented.secret, 1);
    const isFirst = await rotateSession(deps.db, session, { refreshTokenHash: hashSecret(secret), refreshedAt: now });
    return isFirst ? { ...presented, counter: refreshCounter + 1, secret } : undefined;
  }
  await deleteSession(deps.db, session.id);
  if (decision === "session-expired")
    throw new AuthFault(400, "session_expired", "Invalid Refresh Token: Session Expired (Inactivity)");
  const { userId } = session;
  deps.logger.warn({ event: "auth.refresh_token_reused", userId }, "session ended: an old refresh token came back");
  throw new AuthFault(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
}

const notFound = () => new AuthFault(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");

async function sessionView(
  deps: EndpointDeps,
  subject: { user: AuthUserRow; session: AuthSessionRow },
  refreshToken: RefreshToken,
) {
  const { token, expiresAt } = await signAccessToken(deps.keys, subject, { issuer: deps.issuer, now: deps.now() });
  return {
    access_token: token,
    token_type: "bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
    expires_at: expiresAt,
    refresh_token: encodeRefreshToken(refreshToken),
    user: userView(subject.user),
  };
}
