import { health, jwks, settings } from "./discovery";
import type { Endpoint } from "./endpoint";
import { logout } from "./logout";
import { signUp } from "./sign-up";
import { token } from "./token";
import {
  adminOnly,
  identityLinkingOff,
  mailOff,
  oneTimeTokens,
  otherProviders,
  samlOff,
  secondFactorOff,
} from "./unavailable";
import { getUser } from "./user";

/** Everything the endpoint answers. `ANY` stands for all methods, a trailing `*` for a path and all below it. */
const ROUTES: readonly (readonly [method: string, path: string, endpoint: Endpoint])[] = [
  ["GET", "/health", health],
  ["GET", "/settings", settings],
  ["GET", "/.well-known/jwks.json", jwks],
  ["POST", "/signup", signUp],
  ["POST", "/token", token],
  ["GET", "/user", getUser],
  ["POST", "/logout", logout],
  ["POST", "/recover", mailOff],
  ["POST", "/resend", mailOff],
  ["POST", "/otp", mailOff],
  ["POST", "/magiclink", mailOff],
  ["ANY", "/verify", oneTimeTokens],
  ["GET", "/authorize", otherProviders],
  ["ANY", "/sso*", samlOff],
  ["ANY", "/user/identities*", identityLinkingOff],
  ["ANY", "/factors*", secondFactorOff],
  ["ANY", "/invite", adminOnly],
  ["ANY", "/admin*", adminOnly],
];

/** @param path below the mount point, such as `/token` */
export function findEndpoint(method: string, path: string): Endpoint | undefined {
  return ROUTES.find(([routeMethod, pattern]) => {
    if (routeMethod !== "ANY" && routeMethod !== method) return false;
    const prefix = pattern.endsWith("*") ? pattern.slice(0, -1) : undefined;
    return path === (prefix ?? pattern) || (prefix !== undefined && path.startsWith(`${prefix}/`));
  })?.[2];
}
