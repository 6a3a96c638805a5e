import { decodeJwt } from "jose";
import { upsertOneTimeToken } from "../one-time-token-queries";
import { type AuthSessionRow, findUser } from "../queries";

/** A mistake that somebody could make in the auth server and that must not go unnoticed. */
export interface Fault {
  name: string;
  /** The module of the endpoint in which it is made, such as `passwords`. */
  module: string;
  /** The exports that are wrong, given the right ones. */
  plant(original: object): object;
  /** Names of the checks that must break. */
  caughtBy: string[];
}

const fault = <Module extends object>(
  name: string,
  module: string,
  plant: (original: Module) => Partial<Module>,
  caughtBy: string[],
): Fault => ({ name, module, caughtBy, plant: (original) => plant(original as Module) });

export const FAULTS: Fault[] = [
  fault<typeof import("../passwords")>(
    "any password is accepted",
    "passwords",
    ({ createPasswordHasher }) => ({
      createPasswordHasher: () => ({ ...createPasswordHasher(), verify: async () => true }),
    }),
    ["the right password signs in, and no other"],
  ),
  fault<typeof import("../endpoint")>(
    "a revoked session is accepted",
    "endpoint",
    ({ requireSession, requireClaims }) => ({
      requireSession: async (deps, call) => {
        try {
          return await requireSession(deps, call);
        } catch (error) {
          const { userId, sessionId } = await requireClaims(deps, call);
          const user = await findUser(deps.db, userId ?? "");
          if (!user || !sessionId) throw error;
          return { user, session: { id: sessionId } as AuthSessionRow };
        }
      },
    }),
    [
      "signing out with scope local ends this session alone",
      "another password counts from now on, and ends the other sessions and open links",
      "a copied token that comes back late ends the session",
    ],
  ),
  fault<typeof import("../endpoint")>(
    "no admin check",
    "endpoint",
    ({ requireClaims }) => ({ requireAdmin: async (deps, call) => void (await requireClaims(deps, call)) }),
    ["the administrators' interface is closed to everybody else"],
  ),
  fault<typeof import("../access-token")>(
    "no signature check",
    "access-token",
    () => ({
      verifyAccessToken: async (_keys, token) => {
        try {
          const { sub, session_id: sessionId, role } = decodeJwt<{ session_id?: string; role?: string }>(token);
          return { userId: sub ?? null, sessionId: sessionId ?? null, role: role ?? "" };
        } catch {
          return undefined;
        }
      },
    }),
    [
      "a token that this server did not sign is refused",
      "nobody makes themselves an administrator by writing so into a token",
    ],
  ),
  fault<typeof import("../one-time-tokens")>(
    "a one-time token can be used again",
    "one-time-tokens",
    ({ redeemLink, redeemCode }) => ({
      redeemLink: async (deps, db, ask) => {
        const token = await redeemLink(deps, db, ask);
        if (token) await upsertOneTimeToken(db, token);
        return token;
      },
      redeemCode: async (deps, db, ask) => {
        const token = await redeemCode(deps, db, ask);
        if (token) await upsertOneTimeToken(db, token);
        return token;
      },
    }),
    ["a recovery link is good once, by whichever way it is used", "a mailed code signs in once"],
  ),
  fault<typeof import("../redirects")>(
    "open redirect",
    "redirects",
    () => ({ allowedRedirect: ({ siteUrl }, asked) => (asked && URL.canParse(asked) ? asked : siteUrl()) }),
    ["a link leads back to our own sites only"],
  ),
  fault<typeof import("../logout")>(
    "signing out does nothing",
    "logout",
    () => ({ logout: () => new Response(null, { status: 204 }) }),
    [
      "signing out with scope global ends every session",
      "signing out with scope local ends this session alone",
      "signing out with scope others ends every other session",
    ],
  ),
  fault<typeof import("../rotation")>(
    "refresh tokens are not replaced",
    "rotation",
    () => ({ decideRefresh: () => "return-current" }),
    [
      "each refresh replaces the token, and the new one is good",
      "a copied token that comes back late ends the session",
    ],
  ),
  fault<typeof import("../rotation")>(
    "old refresh tokens go on counting",
    "rotation",
    () => ({
      decideRefresh: ({ currentCounter, presentedCounter }) =>
        currentCounter === presentedCounter ? "rotate" : "return-current",
    }),
    ["a copied token that comes back late ends the session"],
  ),
];

/** Hold whatever is planted: with these broken, a server would be caught for being no server at all. */
export const UNHARMED = [
  "a new address has to be confirmed by the link of its mail first",
  "users are created, confirmed only when the administrator says so",
];
