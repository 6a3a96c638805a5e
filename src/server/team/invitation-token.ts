import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

/** What is stored of a token. A plain hash is enough: it is random, so nobody can try them out. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** The secret of a link, and what is stored of it. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}
