import { addressBucket } from "@/domain/access/address-bucket";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { Mailer } from "@/server/mail/mail";
import { createRateLimiter, type RateLimiter } from "@/server/rate-limit/service";
import { DEFAULT_PASSWORD_RULES, type PasswordRules } from "../password-policy";
import { signAdminToken } from "./access-token";
import type { EmbeddedAuthLimits, EndpointDeps } from "./endpoint";
import { createKeyStore, type KeyStore } from "./keys";
import { deleteExpired } from "./one-time-token-queries";
import { createPasswordHasher } from "./passwords";
import { AuthFault, faultResponse } from "./protocol";
import { deleteSession } from "./queries";
import { limitKey } from "./rate-limit-key";
import { findEndpoint } from "./routes";

export type { EmbeddedAuthLimits } from "./endpoint";

/** Where the endpoint lives below its host, as at Supabase. */
export const AUTH_PATH = "/auth/v1";

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const HOUR_MS = 4 * QUARTER_HOUR_MS;
export const DEFAULT_LIMITS: EmbeddedAuthLimits = {
  signInByAccount: { attempts: 10, windowMs: QUARTER_HOUR_MS },
  signInByAddress: { attempts: 100, windowMs: QUARTER_HOUR_MS },
  signUpByAddress: { attempts: 30, windowMs: QUARTER_HOUR_MS },
  verifyByAddress: { attempts: 60, windowMs: QUARTER_HOUR_MS },
  mailByMailbox: { attempts: 5, windowMs: HOUR_MS },
  mailByAddress: { attempts: 30, windowMs: HOUR_MS },
};

/** What is past its time is kept this long, so that "expired" and "never was" look alike to the database's clock too. */
const TIDY_AFTER_MS = 24 * HOUR_MS;

export interface EmbeddedAuthOptions {
  /** The `iss` of its tokens: an address ending in /auth/v1. */
  issuer: string;
  /** Whether strangers may create a user. */
  isSignUpOpen: boolean;
  /** New addresses count as confirmed at once. Default true: nothing may be able to send mail. */
  isAutoConfirmed?: boolean;
  /** Users without an address. Default false. */
  allowAnonymous?: boolean;
  passwordRules?: PasswordRules;
  /** Default: mails go nowhere. */
  mailer?: Mailer;
  /** Where people open the site; links lead back there. */
  siteUrl?: () => string;
  /** Further sites to which links may lead back. */
  redirectAllowList?: readonly string[];
  /** The server's secret key, 32 bytes; encrypts the signing keys at rest and keys the hashes of mailed codes. */
  encryptionKey?: Uint8Array;
  limits?: Partial<EmbeddedAuthLimits>;
  /** Default: the one over `db`. */
  limiter?: RateLimiter;
  /** Default: keys of its own in `db`. */
  keys?: KeyStore;
  /** See EndpointDeps. Default false. */
  acceptsForeignAdmins?: boolean;
}

export interface EmbeddedAuth {
  readonly issuer: string;
  /**
   * Answers a request for a path below /auth/v1. It never throws. The caller says where the request came from; no header
   * is believed about that, since the client could write it.
   */
  handle(request: Request, origin?: { clientAddress: string | null }): Promise<Response>;
  /** For the administrator's endpoints; counts for a minute. It must never leave the process. */
  adminToken(): Promise<string>;
  /** Its refresh token works no more. Access tokens count until they expire. */
  endSession(sessionId: string): Promise<void>;
  /** Rotates the signing keys when that is due, and removes what has expired. */
  tidy(): Promise<void>;
}

/** A Supabase Auth server for email and password, inside this process and over its own database. */
export function createEmbeddedAuth(deps: {
  db: Database;
  now: () => Date;
  logger: Logger;
  options: EmbeddedAuthOptions;
}): EmbeddedAuth {
  const { db, now, logger, options } = deps;
  const endpointDeps = createEndpointDeps(deps);
  const { issuer } = options;
  return {
    issuer,
    handle: async (request, origin) => {
      try {
        return await answer(endpointDeps, request, origin?.clientAddress ?? null);
      } catch (error) {
        if (error instanceof AuthFault) return faultResponse(error, request);
        logger.error({ err: error, path: new URL(request.url).pathname }, "embedded sign-in failed");
        return faultResponse(new AuthFault(500, "unexpected_failure", "Unexpected failure"), request);
      }
    },
    adminToken: () => signAdminToken(endpointDeps.keys, { issuer, now: now() }),
    endSession: (sessionId) => deleteSession(db, sessionId),
    tidy: async () => {
      await endpointDeps.keys.rotate();
      await deleteExpired(db, new Date(now().getTime() - TIDY_AFTER_MS));
    },
  };
}

function createEndpointDeps({ db, now, logger, options }: Parameters<typeof createEmbeddedAuth>[0]): EndpointDeps {
  const { issuer, encryptionKey, limiter = createRateLimiter(db) } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    db,
    now,
    logger,
    issuer,
    keys: options.keys ?? createKeyStore({ db, now, logger, encryptionKey }),
    passwords: createPasswordHasher(),
    acceptsForeignAdmins: options.acceptsForeignAdmins ?? false,
    isSignUpOpen: options.isSignUpOpen,
    isAutoConfirmed: options.isAutoConfirmed ?? true,
    allowAnonymous: options.allowAnonymous ?? false,
    passwordRules: options.passwordRules ?? DEFAULT_PASSWORD_RULES,
    mailer: options.mailer ?? { send: async () => undefined },
    codeKey: encryptionKey ?? new TextEncoder().encode(issuer),
    siteUrl: options.siteUrl ?? (() => new URL(issuer).origin),
    redirectAllowList: options.redirectAllowList ?? [],
    take: (name, key) => limiter.take(limitKey(name, key), limits[name], now()),
    forgive: (name, key) => limiter.forgive(limitKey(name, key)),
  };
}

async function answer(deps: EndpointDeps, request: Request, clientAddress: string | null): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.startsWith(`${AUTH_PATH}/`) ? url.pathname.slice(AUTH_PATH.length) : undefined;
  const endpoint = path === undefined ? undefined : findEndpoint(request.method, path);
  if (!endpoint) throw new AuthFault(404, "not_found", "There is no such endpoint");
  return endpoint(deps, { request, url, addressBucket: addressBucket(clientAddress) });
}
