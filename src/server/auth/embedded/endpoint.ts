import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { type AccessTokenClaims, verifyAccessToken } from "./access-token";
import type { KeyStore } from "./keys";
import type { PasswordHasher } from "./passwords";
import { AuthFault } from "./protocol";
import { type AuthSessionRow, type AuthUserRow, findSession, findUser } from "./queries";
import type { RateLimiter } from "./rate-limit";
import { isBanned } from "./user-view";

/** What the endpoints work with. */
export interface EndpointDeps {
  db: Database;
  now: () => Date;
  logger: Logger;
  keys: KeyStore;
  passwords: PasswordHasher;
  issuer: string;
  isSignUpOpen: boolean;
  limits: { signInByAccount: RateLimiter; signInByAddress: RateLimiter; signUpByAddress: RateLimiter };
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
  const claims = await verifyAccessToken(deps.keys, token, { issuer: deps.issuer, now: deps.now() });
  if (!claims) throw new AuthFault(403, "bad_jwt", "invalid JWT: unable to parse or verify signature");
  return claims;
}

/** @throws AuthFault no_authorization, bad_jwt, user_not_found, session_not_found (it was signed out), user_banned */
export async function requireSession(
  deps: EndpointDeps,
  call: AuthCall,
): Promise<{ user: AuthUserRow; session: AuthSessionRow }> {
  const claims = await requireClaims(deps, call);
  const found = await findSession(deps.db, claims.sessionId);
  if (found?.user.id !== claims.userId) {
    if (!(await findUser(deps.db, claims.userId)))
      throw new AuthFault(403, "user_not_found", "User from sub claim in JWT does not exist");
    throw new AuthFault(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  }
  if (isBanned(found.user, deps.now())) throw new AuthFault(403, "user_banned", "User is banned");
  return found;
}
