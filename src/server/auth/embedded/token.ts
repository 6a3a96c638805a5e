import { PASSWORD_MAX_BYTES } from "../password-policy";
import { type AuthCall, type Endpoint, type EndpointDeps, readJson, textField } from "./endpoint";
import { normalizeEmail } from "./fields";
import { exchangeCode } from "./pkce";
import { AuthFault, jsonResponse } from "./protocol";
import { findUserByEmail } from "./queries";
import { openSession, refreshSession } from "./sessions";
import { isBanned } from "./user-view";

/** POST /token: the ways to a session. */
export const token: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  switch (call.url.searchParams.get("grant_type")) {
    case "password":
      return jsonResponse(200, await signInWithPassword(deps, call, body));
    case "refresh_token":
      return jsonResponse(200, await refreshSession(deps, textField(body, "refresh_token")));
    case "pkce":
      return jsonResponse(200, await exchangeCode(deps, body));
    case "id_token":
      throw new AuthFault(400, "provider_disabled", "Provider is not enabled");
    case "web3":
      throw new AuthFault(422, "web3_provider_disabled", "Web3 provider is disabled");
    default:
      throw new AuthFault(400, "invalid_credentials", "unsupported_grant_type");
  }
};

/**
 * Costs one hash whether or not the address is known, and says the same either way. That a user is banned or
 * unconfirmed is said only to somebody who has the password.
 */
async function signInWithPassword(deps: EndpointDeps, call: AuthCall, body: Record<string, unknown>) {
  const email = normalizeEmail(textField(body, "email"));
  const password = textField(body, "password");
  if (textField(body, "phone") !== "") throw new AuthFault(422, "phone_provider_disabled", "Phone logins are disabled");
  if (email === "") throw AuthFault.validation("missing email or phone");
  const forgive = await takeSignInAttempt(deps, call, email);

  const user = await findUserByEmail(deps.db, email);
  // Longer ones can't have been set. Cut, not refused: a quick refusal would be one more thing that tells apart.
  const candidate = Buffer.from(password)
    .subarray(0, PASSWORD_MAX_BYTES + 1)
    .toString();
  const isProven = await deps.passwords.verify(candidate, user?.passwordHash ?? undefined);
  if (!user || !isProven) throw new AuthFault(400, "invalid_credentials", "Invalid login credentials");
  if (isBanned(user, deps.now())) throw new AuthFault(400, "user_banned", "User is banned");
  if (!user.emailConfirmedAt) throw new AuthFault(400, "email_not_confirmed", "Email not confirmed");
  await forgive();
  deps.logger.info({ event: "auth.user_signed_in", userId: user.id }, "user signed in");
  return openSession(deps, user, "password");
}

/**
 * Counts the attempt for the origin, and for the account from that origin: with the account alone, anybody could lock
 * its owner out. Gives a function that takes the attempts back.
 */
async function takeSignInAttempt(
  deps: EndpointDeps,
  { addressBucket }: AuthCall,
  email: string,
): Promise<() => Promise<void>> {
  const accountKey = `${addressBucket} ${email}`;
  for (const permit of [
    await deps.take("signInByAddress", addressBucket),
    await deps.take("signInByAccount", accountKey),
  ])
    if (!permit.ok) throw AuthFault.rateLimited(permit.retryAfterMs);
  // Not the origin's count: whoever knows one password could otherwise guess at others for ever.
  return () => deps.forgive("signInByAccount", accountKey);
}
