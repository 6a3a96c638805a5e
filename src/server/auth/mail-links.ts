import { recordAudit } from "@/server/audit/service";
import { AppError } from "@/server/errors";
import type { OwnPath } from "@/server/mail/mail";
import { connect, dropVerifiers } from "./auth-call";
import type { HttpPort } from "./http";
import { findUserRow, setUserName } from "./queries";
import type { AuthServiceDeps } from "./service";
import { rememberSession, sessionIdOf, toSessionUser } from "./session-mirror";

export const CONFIRMATION_TYPES = ["signup", "recovery", "email_change", "invite", "magiclink", "email"] as const;
export type ConfirmationType = (typeof CONFIRMATION_TYPES)[number];

export interface Confirmation {
  tokenHash: string;
  type: ConfirmationType;
}

/** Where a link leads. Those who were invited or forgot their password set one next. */
const NEXT: Record<ConfirmationType, OwnPath> = {
  signup: "/accounts",
  magiclink: "/accounts",
  email: "/accounts",
  recovery: "/reset-password",
  invite: "/reset-password",
  email_change: "/profile?changed=email",
};

export async function requestPasswordReset(deps: AuthServiceDeps, email: string, http: HttpPort): Promise<void> {
  const { client, refuse } = await connect(deps.transport, http);
  const { error } = await client.auth.resetPasswordForEmail(email);
  dropVerifiers(http);
  if (error) refuse(error);
}

export async function resendConfirmation(deps: AuthServiceDeps, email: string, http: HttpPort): Promise<void> {
  const { client, refuse } = await connect(deps.transport, http);
  const { error } = await client.auth.resend({ type: "signup", email });
  dropVerifiers(http);
  if (error) refuse(error);
}

export async function confirm(
  deps: AuthServiceDeps,
  { tokenHash, type }: Confirmation,
  http: HttpPort,
): Promise<{ next: OwnPath }> {
  const { client, refuse } = await connect(deps.transport, http);
  const { data, error } = await client.auth.verifyOtp({ token_hash: tokenHash, type });
  if (error) return refuse(error);
  if (!data.session) {
    if (type === "email_change") return { next: "/profile?changed=half" };
    throw new AppError("bad_request", "This link works no more. Ask for a new one.");
  }
  const user = toSessionUser(data.session.user);
  const before = await findUserRow(deps.db, user.id);
  const isRecovered = type === "recovery" || type === "invite";
  const session = { user, sessionId: sessionIdOf(data.session.access_token) };
  const act = before ? "user.signedIn" : "user.signedUp";
  await rememberSession(deps, session, http, { act, isRecovered });
  const { name } = data.session.user.user_metadata as { name?: unknown };
  if (!before?.name && typeof name === "string" && name !== "") await setUserName(deps.db, user.id, name.slice(0, 80));
  if (type === "email_change" && before) await tellOldMailbox(deps, { user, oldEmail: before.email }, http);
  return { next: NEXT[type] };
}

/** So that nobody's address is changed without their knowing, whoever confirmed it. */
export async function tellOldMailbox(
  { db, mailer }: AuthServiceDeps,
  { user, oldEmail }: { user: { id: string; email: string }; oldEmail: string },
  http: HttpPort,
): Promise<void> {
  if (oldEmail === user.email) return;
  const actor = { userId: user.id, email: user.email, ipAddress: http.clientAddress, userAgent: http.userAgent };
  await db.transaction(async (tx) => {
    const change = { before: { email: oldEmail }, after: { email: user.email } };
    await recordAudit(tx, { accountId: null, actor, action: "user.emailChanged", ...change });
    const mail = { template: "email_changed", newEmail: user.email, path: "/profile" } as const;
    await mailer.send(tx, { to: oldEmail, mail });
  });
}
