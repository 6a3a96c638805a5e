import { type AuthCall, type Endpoint, type EndpointDeps, readJson, textField } from "./endpoint";
import { normalizeEmail } from "./fields";
import { deleteOneTimeTokens, type OneTimeTokenKind, type OneTimeTokenRow } from "./one-time-token-queries";
import { redeemCode, redeemLink } from "./one-time-tokens";
import { issueCode } from "./pkce";
import { AuthFault, jsonResponse } from "./protocol";
import { type AuthUserRow, countEmailConfirmation, findUser, updateUser } from "./queries";
import { allowedRedirect } from "./redirects";
import { openSession } from "./sessions";
import { setEmail } from "./update-user";
import { isBanned } from "./user-view";

/** The tokens that each `type` may use up. */
const KINDS: Record<string, readonly OneTimeTokenKind[]> = {
  signup: ["confirmation"],
  invite: ["invite"],
  recovery: ["recovery"],
  magiclink: ["magiclink"],
  email: ["confirmation", "magiclink"],
  email_change: ["email_change_current", "email_change_new"],
};

/** How the session was opened: the `amr` of its tokens. */
const METHODS: Partial<Record<OneTimeTokenKind, string>> = { recovery: "recovery", invite: "invite" };

const badToken = () => new AuthFault(403, "otp_expired", "Email link is invalid or has expired");

/** What using a token led to: proof of who somebody is, or the first half of a change of address. */
type Outcome = { user: AuthUserRow; method: string; flowStateId: string | null } | { isHalfway: true };

/** POST /verify: a link's secret, or typed digits with their mailbox. */
export const verify: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  const type = textField(body, "type");
  const tokenHash = textField(body, "token_hash");
  const code = textField(body, "token");
  const email = normalizeEmail(textField(body, "email"));
  if (type === "") throw AuthFault.validation("Verify requires a verification type");
  if (tokenHash === "" && code === "") throw AuthFault.validation("Verify requires a token or a token hash");
  if (tokenHash !== "" && email !== "") throw AuthFault.validation("Only the token_hash and type should be provided");
  if (tokenHash === "" && email === "")
    throw AuthFault.validation("Only an email address or phone number should be provided on verify");
  const outcome = await redeem(deps, call, type, tokenHash === "" ? { email, code } : { tokenHash });
  if ("isHalfway" in outcome) return jsonResponse(200, { code: 200, msg: HALFWAY });
  return jsonResponse(200, await openSession(deps, outcome.user, outcome.method));
};

const HALFWAY = "Confirmation link accepted. Please proceed to confirm link sent to the other email";

/** GET /verify: for clients whose mails link here; the answer leads back to a page that is allowed. */
export const verifyLink: Endpoint = async (deps, call) => {
  const query = call.url.searchParams;
  const target = new URL(allowedRedirect(deps, query.get("redirect_to")));
  try {
    const outcome = await redeem(deps, call, query.get("type") ?? "", { tokenHash: query.get("token") ?? "" });
    if ("isHalfway" in outcome) target.hash = new URLSearchParams({ message: HALFWAY }).toString();
    // Begun with PKCE: what passes through the address bar is worth nothing without the verifier.
    else if (outcome.flowStateId !== null)
      target.searchParams.set("code", await issueCode(deps, deps.db, outcome.flowStateId));
    else {
      const { user: _user, ...session } = await openSession(deps, outcome.user, outcome.method);
      const fields = Object.entries({ ...session, type: query.get("type") }).map(([key, value]) => [
        key,
        String(value),
      ]);
      target.hash = new URLSearchParams(fields).toString();
    }
  } catch (error) {
    if (!(error instanceof AuthFault)) throw error;
    const { code, message } = error;
    target.hash = new URLSearchParams({
      error: "access_denied",
      error_code: code,
      error_description: message,
    }).toString();
  }
  return new Response(null, { status: 303, headers: { location: target.href, "cache-control": "no-store" } });
};

/** Uses the token up and does what it stands for, in one transaction. @throws AuthFault otp_expired, user_banned */
async function redeem(
  deps: EndpointDeps,
  call: AuthCall,
  type: string,
  proof: { tokenHash: string } | { email: string; code: string },
): Promise<Outcome> {
  const kinds = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kinds) throw AuthFault.validation("Invalid verification type");
  const permit = await deps.take("verifyByAddress", call.addressBucket);
  if (!permit.ok) throw AuthFault.rateLimited(permit.retryAfterMs);
  // Outside the transaction: a wrong guess must count though the request fails.
  const guessed = "code" in proof ? await redeemCode(deps, deps.db, { ...proof, kinds }) : undefined;
  return deps.db.transaction(async (tx) => {
    const token = "tokenHash" in proof ? await redeemLink(deps, tx, { ...proof, kinds }) : guessed;
    const user = token && (await findUser(tx, token.userId));
    if (!token || !user) throw badToken();
    if (isBanned(user, deps.now())) throw new AuthFault(403, "user_banned", "User is banned");
    return carryOut({ ...deps, db: tx }, user, token);
  });
}

/** @param deps whose database is the transaction */
async function carryOut(deps: EndpointDeps, user: AuthUserRow, token: OneTimeTokenRow): Promise<Outcome> {
  const now = deps.now();
  if (token.kind === "email_change_current" || token.kind === "email_change_new") {
    const change = await countEmailConfirmation(deps.db, user.id);
    if (!change?.newEmail) throw badToken();
    if (change.emailChangeConfirmations < 2) return { isHalfway: true };
    const changed = await setEmail(deps, deps.db, user.id, change.newEmail);
    deps.logger.info({ event: "auth.email_changed", userId: user.id }, "email address changed");
    return { user: changed ?? user, method: "otp", flowStateId: null };
  }
  // Whoever reads the mailbox has confirmed it, whatever the mail was for.
  const confirmed = user.emailConfirmedAt ? user : await updateUser(deps.db, user.id, { emailConfirmedAt: now }, now);
  if (token.kind === "recovery") await deleteOneTimeTokens(deps.db, user.id, ["magiclink"]);
  return { user: confirmed ?? user, method: METHODS[token.kind] ?? "otp", flowStateId: token.flowStateId };
}
