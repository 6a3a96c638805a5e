import { type Endpoint, requireAdmin } from "./endpoint";
import { AuthFault } from "./protocol";

/** An endpoint of a feature that is off: it answers what the real server answers then, whatever is asked of it. */
const off =
  (status: number, code: string, message: string): Endpoint =>
  () => {
    throw new AuthFault(status, code, message);
  };

export const otherProviders = off(400, "validation_failed", "Unsupported provider: provider is not enabled");
export const samlOff = off(404, "saml_provider_disabled", "SAML 2.0 is disabled");
export const identityLinkingOff = off(404, "manual_linking_disabled", "Manual linking is disabled");
export const secondFactorOff = off(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP");

/** What administrators may ask of the real server and not of this one. */
export const otherAdminOnly: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  throw new AuthFault(404, "not_found", "There is no such endpoint");
};
