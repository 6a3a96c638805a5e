import { generateLink, invite } from "./admin-links";
import { adminCreateUser, adminDeleteUser, adminGetUser, adminListUsers, adminUpdateUser } from "./admin-users";
import { health, jwks, settings } from "./discovery";
import type { Endpoint } from "./endpoint";
import { logout } from "./logout";
import { otp, reauthenticate, recover, resend } from "./mail-flows";
import { signUp } from "./sign-up";
import { token } from "./token";
import { identityLinkingOff, otherAdminOnly, otherProviders, samlOff, secondFactorOff } from "./unavailable";
import { getUser, putUser } from "./update-user";
import { verify, verifyLink } from "./verify";

/**
 * Everything the endpoint answers, the first that fits. `ANY` stands for all methods, a trailing `/:id` for one more
 * segment, a trailing `*` for a path and all below it.
 */
const ROUTES: readonly (readonly [method: string, path: string, endpoint: Endpoint])[] = [
  ["GET", "/health", health],
  ["GET", "/settings", settings],
  ["GET", "/.well-known/jwks.json", jwks],
  ["POST", "/signup", signUp],
  ["POST", "/token", token],
  ["GET", "/user", getUser],
  ["PUT", "/user", putUser],
  ["POST", "/logout", logout],
  ["POST", "/recover", recover],
  ["POST", "/resend", resend],
  ["POST", "/otp", otp],
  ["POST", "/magiclink", otp],
  ["POST", "/verify", verify],
  ["GET", "/verify", verifyLink],
  ["GET", "/reauthenticate", reauthenticate],
  ["GET", "/authorize", otherProviders],
  ["ANY", "/sso*", samlOff],
  ["ANY", "/user/identities*", identityLinkingOff],
  ["ANY", "/factors*", secondFactorOff],
  ["POST", "/invite", invite],
  ["POST", "/admin/generate_link", generateLink],
  ["GET", "/admin/users", adminListUsers],
  ["POST", "/admin/users", adminCreateUser],
  ["GET", "/admin/users/:id", adminGetUser],
  ["PUT", "/admin/users/:id", adminUpdateUser],
  ["DELETE", "/admin/users/:id", adminDeleteUser],
  ["ANY", "/admin*", otherAdminOnly],
];

/** @param path below the mount point, such as `/token` */
export function findEndpoint(method: string, path: string): Endpoint | undefined {
  return ROUTES.find(
    ([routeMethod, pattern]) => (routeMethod === "ANY" || routeMethod === method) && isMatch(pattern, path),
  )?.[2];
}

function isMatch(pattern: string, path: string): boolean {
  if (pattern.endsWith("/:id")) {
    const prefix = pattern.slice(0, -":id".length);
    return path.startsWith(prefix) && path.length > prefix.length && !path.slice(prefix.length).includes("/");
  }
  const prefix = pattern.endsWith("*") ? pattern.slice(0, -1) : undefined;
  return path === (prefix ?? pattern) || (prefix !== undefined && path.startsWith(`${prefix}/`));
}
