import { randomUUID } from "node:crypto";
import type { Database } from "@/server/db/client";
import { emailExists } from "./admin-users";
import { type Endpoint, type EndpointDeps, readJson, requireAdmin, textField } from "./endpoint";
import { checkNewPassword, readEmail, readMetadata } from "./fields";
import { mailToken, VERIFICATION_TYPE } from "./mail-links";
import type { OneTimeTokenKind } from "./one-time-token-queries";
import { type IssuedToken, issueOneTimeToken } from "./one-time-tokens";
import { AuthFault, jsonResponse } from "./protocol";
import { type AuthUserRow, findUserByEmail, insertUser, type UserPatch, updateUser } from "./queries";
import { allowedRedirect } from "./redirects";
import { userView } from "./user-view";

/** POST /invite: makes a user for an address, and mails a link by which they set their password. */
export const invite: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const body = await readJson(call.request);
  const email = readEmail(body);
  const user = await deps.db.transaction(async (tx) => {
    const invited = await addInvited(deps, tx, { email, userMetadata: readMetadata(body) });
    await mailToken(deps, tx, { user: invited, kind: "invite", email }, ({ path, code }) => ({
      template: "invite_user",
      path,
      code,
    }));
    return invited;
  });
  return jsonResponse(200, userView(user));
};

/** @throws AuthFault email_exists for an address that somebody has confirmed */
async function addInvited(
  deps: EndpointDeps,
  tx: Database,
  news: { email: string; userMetadata: Record<string, unknown> },
): Promise<AuthUserRow> {
  const now = deps.now();
  const known = await findUserByEmail(tx, news.email);
  if (known?.emailConfirmedAt) throw emailExists();
  if (!known) await insertUser(tx, { id: randomUUID(), ...news, createdAt: now, updatedAt: now });
  const user = await findUserByEmail(tx, news.email);
  const invited = user && (await updateUser(tx, user.id, { invitedAt: now }, now));
  if (!invited) throw new Error("An invited user could not be stored.");
  return invited;
}

const KINDS: Record<string, OneTimeTokenKind> = {
  signup: "confirmation",
  invite: "invite",
  magiclink: "magiclink",
  recovery: "recovery",
  email_change_current: "email_change_current",
  email_change_new: "email_change_new",
};

interface LinkAsk {
  kind: OneTimeTokenKind;
  email: string;
  newEmail: string;
  body: Record<string, unknown>;
}

/** POST /admin/generate_link: the link of a mail, for administrators who send their mails themselves. */
export const generateLink: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const body = await readJson(call.request);
  const type = textField(body, "type");
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) throw AuthFault.validation("Invalid email action link type requested");
  const isChange = kind === "email_change_current" || kind === "email_change_new";
  const ask = { kind, body, email: readEmail(body), newEmail: isChange ? readEmail(body, "new_email") : "" };
  const { user, token } = await deps.db.transaction((tx) => prepareLink(deps, tx, ask));
  const redirectTo = allowedRedirect(deps, textField(body, "redirect_to") || call.url.searchParams.get("redirect_to"));
  const query = new URLSearchParams({ token: token.tokenHash, type: VERIFICATION_TYPE[kind], redirect_to: redirectTo });
  return jsonResponse(200, {
    ...userView(user),
    action_link: `${deps.issuer}/verify?${query}`,
    email_otp: token.code,
    hashed_token: token.tokenHash,
    verification_type: type,
    redirect_to: redirectTo,
  });
};

async function prepareLink(
  deps: EndpointDeps,
  tx: Database,
  ask: LinkAsk,
): Promise<{ user: AuthUserRow; token: IssuedToken }> {
  const found = await userForLink(deps, tx, ask);
  const now = deps.now();
  const user = (await updateUser(tx, found.id, stampOf(ask, now), now)) ?? found;
  const email = ask.kind === "email_change_new" ? ask.newEmail : ask.email;
  return { user, token: await issueOneTimeToken(deps, tx, { userId: user.id, kind: ask.kind, email }) };
}

function stampOf({ kind, newEmail }: LinkAsk, now: Date): UserPatch {
  if (kind === "confirmation") return { confirmationSentAt: now };
  if (kind === "invite") return { invitedAt: now };
  if (kind === "email_change_current" || kind === "email_change_new") return { newEmail, emailChangeSentAt: now };
  return { recoverySentAt: now };
}

async function userForLink(deps: EndpointDeps, tx: Database, { kind, email, newEmail, body }: LinkAsk) {
  const known = await findUserByEmail(tx, email);
  const userMetadata = readMetadata(body, known?.userMetadata);
  if (kind === "invite") return addInvited(deps, tx, { email, userMetadata });
  if (kind === "confirmation")
    return userToConfirm(deps, tx, { known, email, userMetadata, password: textField(body, "password") });
  if (newEmail !== "" && (await findUserByEmail(tx, newEmail))) throw emailExists();
  if (known) return known;
  // A magic link makes the user, as it does for people who ask for one.
  if (kind === "magiclink") return addInvited(deps, tx, { email, userMetadata });
  throw new AuthFault(404, "user_not_found", "User with this email not found");
}

async function userToConfirm(
  deps: EndpointDeps,
  tx: Database,
  news: { known: AuthUserRow | undefined; email: string; userMetadata: Record<string, unknown>; password: string },
): Promise<AuthUserRow> {
  const { known, email, userMetadata, password } = news;
  if (known?.emailConfirmedAt) throw emailExists();
  if (password === "") throw AuthFault.validation("Signup requires a valid password");
  const passwordHash = await deps.passwords.hash(checkNewPassword(deps, password));
  const now = deps.now();
  const user = known
    ? await updateUser(tx, known.id, { passwordHash, userMetadata }, now)
    : await insertUser(tx, { id: randomUUID(), email, passwordHash, userMetadata, createdAt: now, updatedAt: now });
  if (!user) throw emailExists();
  return user;
}
