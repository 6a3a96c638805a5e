import { recordAudit } from "@/server/audit/service";
import { AppError, isAppError } from "@/server/errors";
import { connect, withoutCookies } from "./auth-call";
import type { HttpPort } from "./http";
import { tellOldMailbox } from "./mail-links";
import { type SessionUser, upsertUser } from "./queries";
import type { AuthServiceDeps, Credentials } from "./service";
import { findSession, revokeSessions, updateSession } from "./session-queries";
import { checkStrength } from "./strength";

/** How long after opening a reset link a password may be set without the old one. */
const RECOVERY_MS = 15 * 60_000;

export interface PasswordChange {
  user: SessionUser;
  sessionId: string;
  /** Null only in a session that a reset link has just opened. */
  currentPassword: string | null;
  newPassword: string;
}

export interface EmailChange {
  user: SessionUser;
  email: string;
  password: string;
}

export async function checkPassword(deps: AuthServiceDeps, credentials: Credentials, http: HttpPort): Promise<void> {
  const { client, refuse } = await connect(deps.transport, withoutCookies(http));
  const { error } = await client.auth.signInWithPassword(credentials);
  if (!error) {
    await client.auth.signOut({ scope: "local" });
    return;
  }
  try {
    refuse(error);
  } catch (refusal) {
    // 401 would tell the page that the session is over.
    if (isAppError(refusal) && refusal.kind === "unauthorized")
      throw new AppError("bad_request", "That isn't your password. Try again.");
    throw refusal;
  }
}

/** Whether a reset link has opened the session a moment ago. */
export async function isRecovered(
  { db, now }: Pick<AuthServiceDeps, "db" | "now">,
  key: { userId: string; sessionId: string },
): Promise<boolean> {
  const recoveredAt = (await findSession(db, key))?.recoveredAt;
  return recoveredAt != null && now().getTime() - recoveredAt.getTime() < RECOVERY_MS;
}

export async function changePassword(deps: AuthServiceDeps, change: PasswordChange, http: HttpPort): Promise<void> {
  const { user, sessionId, currentPassword, newPassword } = change;
  checkStrength(newPassword);
  const key = { userId: user.id, sessionId };
  if (currentPassword !== null) await checkPassword(deps, { email: user.email, password: currentPassword }, http);
  else if (!(await isRecovered(deps, key))) throw new AppError("bad_request", "Enter your current password as well.");
  const { client, refuse } = await connect(deps.transport, http);
  const { error } = await client.auth.updateUser({ password: newPassword });
  if (error) refuse(error);
  // The embedded server has done it; a project may be set up not to.
  await client.auth.signOut({ scope: "others" });
  const actor = { userId: user.id, email: user.email, ipAddress: http.clientAddress, userAgent: http.userAgent };
  await deps.db.transaction(async (tx) => {
    await revokeSessions(tx, { userId: user.id, except: sessionId }, deps.now());
    await updateSession(tx, key, { recoveredAt: null });
    const action = currentPassword === null ? "user.passwordReset" : "user.passwordChanged";
    await recordAudit(tx, { accountId: null, actor, action });
    await deps.mailer.send(tx, { to: user.email, mail: { template: "password_changed", path: "/forgot-password" } });
  });
}

export async function changeEmail(
  deps: AuthServiceDeps,
  { user, email, password }: EmailChange,
  http: HttpPort,
): Promise<{ status: "confirm_both" | "changed" }> {
  if (email === user.email) throw new AppError("bad_request", "That is your address already.");
  await checkPassword(deps, { email: user.email, password }, http);
  const { client, refuse } = await connect(deps.transport, http);
  const { data, error } = await client.auth.updateUser({ email });
  if (error) return refuse(error);
  if (data.user.email !== email) {
    const actor = { userId: user.id, email: user.email, ipAddress: http.clientAddress, userAgent: http.userAgent };
    await recordAudit(deps.db, { accountId: null, actor, action: "user.emailChangeRequested", after: { email } });
    return { status: "confirm_both" };
  }
  await upsertUser(deps.db, { id: user.id, email });
  await tellOldMailbox(deps, { user: { id: user.id, email }, oldEmail: user.email }, http);
  // The token tells the address of when it was signed.
  await client.auth.refreshSession();
  return { status: "changed" };
}
