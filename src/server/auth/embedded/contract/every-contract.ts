import { accessTokenChecks } from "./access-token-contract";
import { adminChecks } from "./admin-contract";
import { adminLinkChecks } from "./admin-link-contract";
import type { Check } from "./contract-harness";
import { pkceChecks } from "./pkce-contract";
import { recoveryChecks } from "./recovery-contract";
import { sessionChecks } from "./session-contract";
import { signInChecks } from "./sign-in-contract";
import { signUpChecks } from "./sign-up-contract";
import { userChecks } from "./user-contract";

/** What the auth server promises, by what it is about. */
export const EVERY_CHECK: Record<string, readonly Check[]> = {
  "signing up": signUpChecks,
  "signing in": signInChecks,
  sessions: sessionChecks,
  "access tokens": accessTokenChecks,
  "one's own user": userChecks,
  recovery: recoveryChecks,
  PKCE: pkceChecks,
  administrators: adminChecks,
  "administrators' links": adminLinkChecks,
};
