import { isAuthError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { z } from "zod";
import type { AuthClient } from "./client";
import type { SessionUser } from "./queries";
import type { AuthTransport } from "./transport";
import { unreachable } from "./words";

/** What a token must say besides being signed and unexpired: the client checks neither `iss` nor `aud`. */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.uuid(),
  aud: z.union([z.string(), z.array(z.string())]),
  email: z.string().min(1),
  role: z.literal("authenticated"),
  session_id: z.string().min(1),
  is_anonymous: z.literal(false).optional(),
});

/**
 * The user whom the request's session token names; null when there is none or it isn't one for us. Refreshes the session
 * when it is about to expire.
 * @throws AppError upstream_unavailable when the auth server couldn't be asked
 */
export async function readClaims(
  client: AuthClient,
  transport: AuthTransport,
): Promise<{ user: SessionUser; sessionId: string } | null> {
  const verified = await verify(client);
  if (!verified || !transport.algorithms.includes(verified.header.alg)) return null;
  const claims = claimsSchema.safeParse(verified.claims);
  if (!claims.success) return null;
  const { iss, aud, sub, email } = claims.data;
  if (iss !== transport.issuer || ![aud].flat().includes("authenticated")) return null;
  return { user: { id: sub, email }, sessionId: claims.data.session_id };
}

async function verify(client: AuthClient) {
  try {
    const { data, error } = await client.auth.getClaims();
    if (error && isAuthRetryableFetchError(error)) throw error;
    return data;
  } catch (error) {
    if (isAuthError(error)) throw unreachable(error);
    // The client throws bare errors at tokens it can't take apart, and at algorithms it doesn't know.
    return null;
  }
}
