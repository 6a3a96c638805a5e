import { type JWTPayload, errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { type KeyStore, SIGNING_ALGORITHM } from "./keys";
import type { AuthSessionRow, AuthUserRow } from "./queries";
import { appMetadata } from "./user-view";

/** Short, because an access token counts as valid until it expires wherever only its signature is checked. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const AUDIENCE = "authenticated";

export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
  role: string;
}

/** Signs the claims Supabase Auth puts into its tokens. */
export async function signAccessToken(
  keys: KeyStore,
  subject: { user: AuthUserRow; session: AuthSessionRow },
  context: { issuer: string; now: Date },
): Promise<{ token: string; expiresAt: number }> {
  const { user, session } = subject;
  const { kid, privateKey } = await keys.current();
  const issuedAt = Math.floor(context.now.getTime() / 1000);
  const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
  const token = await new SignJWT({
    iss: context.issuer,
    sub: user.id,
    aud: AUDIENCE,
    exp: expiresAt,
    iat: issuedAt,
    email: user.email,
    phone: "",
    app_metadata: appMetadata,
    user_metadata: user.userMetadata,
    role: AUDIENCE,
    aal: "aal1",
    amr: [{ method: "password", timestamp: Math.floor(session.createdAt.getTime() / 1000) }],
    session_id: session.id,
    is_anonymous: false,
  })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid, typ: "JWT" })
    .sign(privateKey);
  return { token, expiresAt };
}

/**
 * The claims of a token that this server signed for itself and that hasn't expired; undefined for any other. Whether the
 * session still exists is for the caller to look up. Algorithm, key, issuer and audience are all pinned.
 */
export async function verifyAccessToken(
  keys: KeyStore,
  token: string,
  context: { issuer: string; now: Date },
): Promise<AccessTokenClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => requirePublicKey(keys, kid), {
      algorithms: [SIGNING_ALGORITHM],
      issuer: context.issuer,
      audience: AUDIENCE,
      currentDate: context.now,
      requiredClaims: ["exp", "sub", "session_id"],
    });
    return readClaims(payload);
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return undefined;
    throw error;
  }
}

async function requirePublicKey(keys: KeyStore, kid: string | undefined) {
  const key = kid === undefined ? undefined : await keys.findPublicKey(kid);
  if (!key) throw new joseErrors.JWKSNoMatchingKey();
  return key;
}

function readClaims({ sub, session_id: sessionId, role }: JWTPayload): AccessTokenClaims | undefined {
  if (sub === undefined || typeof sessionId !== "string" || typeof role !== "string") return undefined;
  return { userId: sub, sessionId, role };
}
