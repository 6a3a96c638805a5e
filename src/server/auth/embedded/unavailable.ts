import { type Endpoint, requireClaims } from "./endpoint";
import { AuthFault } from "./protocol";

/** An endpoint of a feature that is off: it answers what the real server answers then, whatever is asked of it. */
const off =
  (status: number, code: string, message: string): Endpoint =>
  () => {
    throw new AuthFault(status, code, message);
  };

/** Nothing sends mail, so nobody can be given a link or a code; the same answer for every address. */
export const mailOff = off(422, "email_provider_disabled", "Email logins are disabled");
export const oneTimeTokens = off(403, "otp_expired", "Email link is invalid or has expired");
export const otherProviders = off(400, "validation_failed", "Unsupported provider: provider is not enabled");
export const samlOff = off(404, "saml_provider_disabled", "SAML 2.0 is disabled");
export const identityLinkingOff = off(404, "manual_linking_disabled", "Manual linking is disabled");
export const secondFactorOff = off(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP");

/** Tokens of people never have an administrator's role, so here everybody is refused, each with the right code. */
export const adminOnly: Endpoint = async (deps, call) => {
  await requireClaims(deps, call);
  throw new AuthFault(403, "not_admin", "User not allowed");
};
