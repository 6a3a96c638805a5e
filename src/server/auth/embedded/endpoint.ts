import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { Mailer } from "@/server/mail/mail";
import type { Permit, RateLimit } from "@/server/rate-limit/service";
import type { PasswordRules } from "../password-policy";
import { type AccessTokenClaims, ADMIN_ROLES, verifyAccessToken } from "./access-token";
import type { KeyStore } from "./keys";
import type { PasswordHasher } from "./passwords";
import { AuthFault } from "./protocol";
import { type AuthSessionRow, type AuthUserRow, findSession, findUser } from "./queries";
import { isBanned } from "./user-view";

/** What is counted, all processes together. */
export interface EmbeddedAuthLimits {
  /** Per account and origin; ends with a successful sign-in. */
  signInByAccount: RateLimit;
  /** Per origin, all accounts together, so that nobody tries one password on all of them. */
  signInByAddress: RateLimit;
  signUpByAddress: RateLimit;
  /** Links and codes that are tried; a code itself is worth nothing after five. */
  verifyByAddress: RateLimit;
  /** Mails to one mailbox: nobody's is flooded by somebody else. */
  mailByMailbox: RateLimit;
  /** Mails that one origin asks for, to whomever. */
  mailByAddress: RateLimit;
}
export type LimitName = keyof EmbeddedAuthLimits;

/** What the endpoints work with. */
export interface EndpointDeps {
  db: Database;
  now: () => Date;
  logger: Logger;
  keys: KeyStore;
  passwords: PasswordHasher;
  issuer: string;
  /** Tokens of administrators made elsewhere, with a key of ours, need not name us. */
  acceptsForeignAdmins: boolean;
  isSignUpOpen: boolean;
  /** New addresses count as confirmed at once. */
  isAutoConfirmed: boolean;
  allowAnonymous: boolean;
  passwordRules: PasswordRules;
  mailer: Mailer;
  /** Keys the hashes of the codes that people type. */
  codeKey: Uint8Array;
  /** Where people open the site. */
  siteUrl: () => string;
  /** Further sites to which a link may lead back. */
  redirectAllowList: readonly string[];
  /** Counts an attempt against a limit, by whatever the limit is about. */
  take: (limit: LimitName, key: string) => Promise<Permit>;
  /** Takes the attempts back: they have proven not to be guesses. */
  forgive: (limit: LimitName, key: string) => Promise<void>;
}

/** A request on its way through the router. */
export interface AuthCall {
  request: Request;
  url: URL;
  /** Where it came from, as a rate-limit bucket. */
  addressBucket: string;
}

export type Endpoint = (deps: EndpointDeps, call: AuthCall) => Promise<Response> | Response;

/** Passwords, addresses and 1 kB of metadata fit many times over. */
const MAX_BODY_BYTES = 16 * 1024;

/** @throws AuthFault bad_json */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_BODY_BYTES) throw new AuthFault(413, "validation_failed", "Request body is too large");
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Said below, without quoting what may hold a password.
  }
  throw new AuthFault(400, "bad_json", "Could not parse request body as JSON");
}

/** A field that should be a text; absent or null counts as "". @throws AuthFault validation_failed */
export function textField(body: Record<string, unknown>, name: string): string {
  const value = body[name] ?? "";
  if (typeof value !== "string") throw AuthFault.validation(`${name} must be a string`);
  return value;
}

/** The claims of the bearer token. @throws AuthFault no_authorization, bad_jwt */
export async function requireClaims(deps: EndpointDeps, { request }: AuthCall): Promise<AccessTokenClaims> {
  const token = /^bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) throw new AuthFault(401, "no_authorization", "This endpoint requires a valid Bearer token");
  const { keys, issuer, acceptsForeignAdmins } = deps;
  const claims = await verifyAccessToken(keys, token, { issuer, acceptsForeignAdmins, now: deps.now() });
  if (!claims) throw new AuthFault(403, "bad_jwt", "invalid JWT: unable to parse or verify signature");
  return claims;
}

/** For what only an administrator's program may do. @throws AuthFault no_authorization, bad_jwt, not_admin */
export async function requireAdmin(deps: EndpointDeps, call: AuthCall): Promise<void> {
  const { role } = await requireClaims(deps, call);
  if (!ADMIN_ROLES.includes(role)) throw new AuthFault(403, "not_admin", "User not allowed");
}

/** @throws AuthFault no_authorization, bad_jwt, user_not_found, session_not_found (it was signed out), user_banned */
export async function requireSession(
  deps: EndpointDeps,
  call: AuthCall,
): Promise<{ user: AuthUserRow; session: AuthSessionRow }> {
  const { userId, sessionId } = await requireClaims(deps, call);
  if (userId === null) throw new AuthFault(403, "bad_jwt", "invalid claim: missing sub claim");
  const found = sessionId === null ? undefined : await findSession(deps.db, sessionId);
  if (found?.user.id !== userId) {
    if (!(await findUser(deps.db, userId)))
      throw new AuthFault(403, "user_not_found", "User from sub claim in JWT does not exist");
    throw new AuthFault(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  }
  if (isBanned(found.user, deps.now())) throw new AuthFault(403, "user_banned", "User is banned");
  return found;
}
