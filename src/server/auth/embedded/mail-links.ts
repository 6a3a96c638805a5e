import type { Database } from "@/server/db/client";
import type { Mail, OwnPath } from "@/server/mail/mail";
import type { AuthCall, EndpointDeps } from "./endpoint";
import type { OneTimeTokenKind } from "./one-time-token-queries";
import { type IssuedToken, issueOneTimeToken } from "./one-time-tokens";
import { AuthFault } from "./protocol";
import type { AuthUserRow } from "./queries";

/** The `type` by which a link of each kind is verified. */
export const VERIFICATION_TYPE: Record<OneTimeTokenKind, string> = {
  confirmation: "signup",
  invite: "invite",
  recovery: "recovery",
  magiclink: "magiclink",
  email_change_current: "email_change",
  email_change_new: "email_change",
  reauthentication: "reauthentication",
};

/** Our own page, where a button uses the link: programs that look into mails follow links, and must not use them up. */
export const confirmPath = (kind: OneTimeTokenKind, { tokenHash }: IssuedToken): OwnPath =>
  `/auth/confirm?token_hash=${tokenHash}&type=${VERIFICATION_TYPE[kind]}`;

interface MailAsk {
  user: Pick<AuthUserRow, "id">;
  kind: OneTimeTokenKind;
  /** The mailbox. */
  email: string;
  flowStateId?: string | undefined;
}

/** Makes a token and puts its mail on its way, both in the caller's transaction. */
export async function mailToken(
  deps: EndpointDeps,
  tx: Database,
  ask: MailAsk,
  fill: (token: IssuedToken & { path: OwnPath }) => Mail,
): Promise<IssuedToken> {
  const { user, kind, email, flowStateId } = ask;
  const token = await issueOneTimeToken(deps, tx, { userId: user.id, kind, email, flowStateId });
  await deps.mailer.send(tx, { to: email, mail: fill({ ...token, path: confirmPath(kind, token) }) });
  return token;
}

/**
 * Counts a mail for the mailbox and for whoever asks. It is counted for unknown addresses too: a limit that only known
 * ones run into would tell them apart.
 * @throws AuthFault over_email_send_rate_limit
 */
export async function takeMail(deps: EndpointDeps, call: AuthCall, email: string): Promise<void> {
  for (const permit of [await deps.take("mailByMailbox", email), await deps.take("mailByAddress", call.addressBucket)])
    if (!permit.ok)
      throw new AuthFault(429, "over_email_send_rate_limit", "email rate limit exceeded", {
        retryAfterMs: permit.retryAfterMs,
      });
}
