import { type JWTPayload, errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { type KeyStore, SIGNING_ALGORITHM } from "./keys";
import { ACCESS_TOKEN_SECONDS } from "./lifetimes";
import type { AuthSessionRow, AuthUserRow } from "./queries";
import { appMetadataOf } from "./user-view";

/** An administrator's token is made for one call of this very process. */
const ADMIN_TOKEN_SECONDS = 60;
export const AUDIENCE = "authenticated";
/** As at Supabase. Tokens of people never have one of these. */
export const ADMIN_ROLES: readonly string[] = ["service_role", "supabase_admin"];

export interface AccessTokenClaims {
  /** Null in an administrator's token. */
  userId: string | null;
  sessionId: string | null;
  role: string;
}

/** Signs the claims Supabase Auth puts into its tokens. */
export async function signAccessToken(
  keys: KeyStore,
  subject: { user: AuthUserRow; session: AuthSessionRow },
  context: { issuer: string; now: Date },
): Promise<{ token: string; expiresAt: number }> {
  const { user, session } = subject;
  const issuedAt = Math.floor(context.now.getTime() / 1000);
  const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
  const token = await sign(keys, {
    iss: context.issuer,
    sub: user.id,
    aud: AUDIENCE,
    exp: expiresAt,
    iat: issuedAt,
    email: user.email ?? "",
    phone: "",
    app_metadata: appMetadataOf(user),
    user_metadata: user.userMetadata,
    role: user.role,
    aal: "aal1",
    amr: [{ method: session.authenticationMethod, timestamp: Math.floor(session.createdAt.getTime() / 1000) }],
    session_id: session.id,
    is_anonymous: user.isAnonymous,
  });
  return { token, expiresAt };
}

/** A token for the administrator's endpoints. It never leaves the process. */
export function signAdminToken(keys: KeyStore, context: { issuer: string; now: Date }): Promise<string> {
  const issuedAt = Math.floor(context.now.getTime() / 1000);
  const exp = issuedAt + ADMIN_TOKEN_SECONDS;
  return sign(keys, { iss: context.issuer, aud: AUDIENCE, exp, iat: issuedAt, role: "service_role" });
}

async function sign(keys: KeyStore, claims: JWTPayload): Promise<string> {
  const { kid, algorithm, privateKey } = await keys.current();
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: "JWT" }).sign(privateKey);
}

export interface VerifyContext {
  issuer: string;
  now: Date;
  /** See EndpointDeps. Default false. */
  acceptsForeignAdmins?: boolean;
}

/**
 * The claims of a token that this server signed for itself and that hasn't expired; undefined for any other. Whether the
 * session still exists is for the caller to look up. Algorithm, key, issuer and audience are all pinned.
 */
export async function verifyAccessToken(
  keys: KeyStore,
  token: string,
  { issuer, now, acceptsForeignAdmins = false }: VerifyContext,
): Promise<AccessTokenClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, (header) => requireKey(keys, header), {
      algorithms: acceptsForeignAdmins ? ["ES256", "RS256", "HS256"] : [SIGNING_ALGORITHM],
      currentDate: now,
    });
    const claims = readClaims(payload);
    const isAdmin = claims !== undefined && ADMIN_ROLES.includes(claims.role);
    if (isAdmin && acceptsForeignAdmins) return claims;
    const isForUs = payload.iss === issuer && [payload.aud].flat().includes(AUDIENCE) && payload.exp !== undefined;
    return isForUs && (isAdmin || claims?.sessionId != null) ? claims : undefined;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return undefined;
    throw error;
  }
}

async function requireKey(keys: KeyStore, { kid, alg }: { kid?: string; alg?: string }) {
  const key = await keys.findVerificationKey(kid);
  // The header says which algorithm to use, and whoever wrote it may be lying: a key is good for its own one alone.
  if (!key || key.algorithm !== alg) throw new joseErrors.JWKSNoMatchingKey();
  return key.key;
}

function readClaims({ sub, session_id: sessionId, role }: JWTPayload): AccessTokenClaims | undefined {
  if (typeof role !== "string") return undefined;
  return { userId: sub ?? null, sessionId: typeof sessionId === "string" ? sessionId : null, role };
}
