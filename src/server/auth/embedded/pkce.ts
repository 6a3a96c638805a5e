import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Database } from "@/server/db/client";
import { type EndpointDeps, textField } from "./endpoint";
import { insertFlowState, issueAuthCode, takeFlowState } from "./one-time-token-queries";
import { AuthFault } from "./protocol";
import { findUser } from "./queries";
import { openSession } from "./sessions";
import { isBanned } from "./user-view";

/** How long an auth code waits for its verifier, as at Supabase. */
const AUTH_CODE_VALID_MS = 300_000;
/** RFC 7636, section 4.2. */
const CHALLENGE = /^[A-Za-z0-9\-._~]{43,128}$/;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

export interface PkceChallenge {
  codeChallenge: string;
  codeChallengeMethod: "s256" | "plain";
}

/** What a client asked for; undefined without PKCE. @throws AuthFault validation_failed */
export function readChallenge(body: Record<string, unknown>): PkceChallenge | undefined {
  const codeChallenge = textField(body, "code_challenge");
  const method = textField(body, "code_challenge_method").toLowerCase();
  if (codeChallenge === "" && method === "") return undefined;
  if (codeChallenge === "" || method === "")
    throw AuthFault.validation("PKCE flow requires code_challenge_method and code_challenge");
  if (!CHALLENGE.test(codeChallenge)) throw AuthFault.validation("code challenge has an invalid format");
  if (method !== "s256" && method !== "plain") throw AuthFault.validation("invalid code challenge method");
  return { codeChallenge, codeChallengeMethod: method };
}

/** Remembers the challenge until the mail's link is used. @returns its id; undefined without PKCE */
export async function beginFlow(
  deps: Pick<EndpointDeps, "now">,
  tx: Database,
  ask: { userId: string; challenge: PkceChallenge | undefined; authenticationMethod: string },
): Promise<string | undefined> {
  const { userId, challenge, authenticationMethod } = ask;
  if (!challenge) return undefined;
  const id = randomUUID();
  await insertFlowState(tx, { id, userId, ...challenge, authenticationMethod, createdAt: deps.now() });
  return id;
}

/** The auth code of a flow whose link was used: worth nothing without the verifier. */
export async function issueCode(deps: Pick<EndpointDeps, "now">, db: Database, flowStateId: string): Promise<string> {
  const code = randomBytes(32).toString("base64url");
  const issued = { authCodeHash: sha256(code), authCodeIssuedAt: deps.now() };
  if (!(await issueAuthCode(db, flowStateId, issued))) throw flowNotFound();
  return code;
}

/** POST /token?grant_type=pkce. @throws AuthFault flow_state_not_found, flow_state_expired, bad_code_verifier */
export async function exchangeCode(deps: EndpointDeps, body: Record<string, unknown>) {
  const authCode = textField(body, "auth_code");
  const verifier = textField(body, "code_verifier");
  if (authCode === "" || verifier === "")
    throw AuthFault.validation("invalid request: both auth code and code verifier should be non-empty");
  const flow = await takeFlowState(deps.db, sha256(authCode));
  if (!flow?.authCodeIssuedAt) throw flowNotFound();
  if (deps.now().getTime() - flow.authCodeIssuedAt.getTime() > AUTH_CODE_VALID_MS)
    throw new AuthFault(422, "flow_state_expired", "invalid flow state, flow state has expired");
  const computed = flow.codeChallengeMethod === "s256" ? sha256(verifier) : verifier;
  if (!isSame(computed, flow.codeChallenge))
    throw new AuthFault(400, "bad_code_verifier", "code challenge does not match previously saved code verifier");
  const user = await findUser(deps.db, flow.userId);
  if (!user) throw flowNotFound();
  if (isBanned(user, deps.now())) throw new AuthFault(400, "user_banned", "User is banned");
  return openSession(deps, user, flow.authenticationMethod);
}

const flowNotFound = () => new AuthFault(404, "flow_state_not_found", "invalid flow state, no valid flow state found");

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
