import type { Database } from "@/server/db/client";
import { emailExists } from "./admin-users";
import { type AuthCall, type Endpoint, type EndpointDeps, readJson, requireSession, textField } from "./endpoint";
import { checkNewPassword, readEmail, readMetadata } from "./fields";
import { mailToken, takeMail } from "./mail-links";
import { deleteOneTimeTokens } from "./one-time-token-queries";
import { redeemCode } from "./one-time-tokens";
import { AuthFault, jsonResponse } from "./protocol";
import {
  type AuthUserRow,
  deleteSessionsOfUser,
  findUser,
  findUserByEmail,
  type UserPatch,
  updateUser,
} from "./queries";
import { userView } from "./user-view";

/** GET /user: who the bearer is, as long as their session has not been ended. */
export const getUser: Endpoint = async (deps, call) => {
  const { user } = await requireSession(deps, call);
  return jsonResponse(200, userView(user));
};

/** PUT /user: another password, another address, other metadata; all of what is asked, or nothing. */
export const putUser: Endpoint = async (deps, call) => {
  const { user, session } = await requireSession(deps, call);
  const body = await readJson(call.request);
  const password = textField(body, "password");
  const newEmail = textField(body, "email") === "" ? undefined : readEmail(body);
  if (textField(body, "phone") !== "")
    throw new AuthFault(422, "phone_provider_disabled", "Unable to process the request: phone logins are disabled");
  const patch: UserPatch = { userMetadata: readMetadata(body, user.userMetadata) };
  if (password !== "")
    patch.passwordHash = await newPasswordHash(deps, user, { password, nonce: textField(body, "nonce") });
  const isChanging = newEmail !== undefined && newEmail !== user.email;
  if (isChanging) await checkFree(deps, call, newEmail);

  const updated = await deps.db.transaction(async (tx) => {
    let row = await updateUser(tx, user.id, patch, deps.now());
    if (patch.passwordHash !== undefined) {
      await deleteSessionsOfUser(tx, user.id, { except: session.id });
      await deleteOneTimeTokens(tx, user.id);
    }
    if (isChanging) row = await changeEmail(deps, tx, user, newEmail);
    return row;
  });
  if (patch.passwordHash !== undefined)
    deps.logger.info({ event: "auth.password_changed", userId: user.id }, "password changed");
  return jsonResponse(200, userView(updated ?? user));
};

/** @throws AuthFault weak_password, same_password, reauthentication_not_valid */
async function newPasswordHash(
  deps: EndpointDeps,
  user: AuthUserRow,
  { password, nonce }: { password: string; nonce: string },
): Promise<string> {
  checkNewPassword(deps, password);
  if (nonce !== "") {
    const token = await redeemCode(deps, deps.db, {
      email: user.email ?? "",
      code: nonce,
      kinds: ["reauthentication"],
    });
    if (token?.userId !== user.id)
      throw new AuthFault(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
  }
  if (user.passwordHash !== null && (await deps.passwords.verify(password, user.passwordHash)))
    throw new AuthFault(422, "same_password", "New password should be different from the old password.");
  return deps.passwords.hash(password);
}

/** @throws AuthFault email_exists, over_email_send_rate_limit */
async function checkFree(deps: EndpointDeps, call: AuthCall, newEmail: string): Promise<void> {
  if (!deps.isAutoConfirmed) await takeMail(deps, call, newEmail);
  if (await findUserByEmail(deps.db, newEmail)) throw emailExists();
}

async function changeEmail(
  deps: EndpointDeps,
  tx: Database,
  user: AuthUserRow,
  newEmail: string,
): Promise<AuthUserRow | undefined> {
  if (!deps.isAutoConfirmed) return mailEmailChange(deps, tx, user, newEmail);
  return setEmail(deps, tx, user.id, newEmail);
}

/** @throws AuthFault email_exists when somebody took the address meanwhile */
export async function setEmail(
  deps: EndpointDeps,
  tx: Database,
  userId: string,
  email: string,
): Promise<AuthUserRow | undefined> {
  const taken = await findUserByEmail(tx, email);
  if (taken && taken.id !== userId) throw emailExists();
  const now = deps.now();
  const cleared = { newEmail: null, emailChangeSentAt: null, emailChangeConfirmations: 0 };
  // Links to the old mailbox must open nothing any more.
  await deleteOneTimeTokens(tx, userId);
  return updateUser(tx, userId, { email, emailConfirmedAt: now, isAnonymous: false, ...cleared }, now);
}

/** Asks both mailboxes: the old one, so that a thief of the session can't take the user along, and the new one. */
export async function mailEmailChange(
  deps: EndpointDeps,
  tx: Database,
  user: AuthUserRow,
  newEmail: string,
): Promise<AuthUserRow | undefined> {
  const now = deps.now();
  const boxes = [
    ...(user.email === null ? [] : [{ kind: "email_change_current", email: user.email, mailbox: "current" } as const]),
    { kind: "email_change_new", email: newEmail, mailbox: "new" } as const,
  ];
  for (const { kind, email, mailbox } of boxes)
    await mailToken(deps, tx, { user, kind, email }, ({ path, code }) => ({
      template: "change_email",
      path,
      code,
      mailbox,
      newEmail,
    }));
  // A user without an address has only one mailbox to confirm.
  const emailChangeConfirmations = user.email === null ? 1 : 0;
  await updateUser(tx, user.id, { newEmail, emailChangeSentAt: now, emailChangeConfirmations }, now);
  return findUser(tx, user.id);
}
