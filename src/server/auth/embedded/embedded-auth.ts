import { addressBucket } from "@/domain/access/address-bucket";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { EndpointDeps } from "./endpoint";
import { createKeyStore } from "./keys";
import { createPasswordHasher } from "./passwords";
import { AuthFault, faultResponse } from "./protocol";
import { createRateLimiter, type RateLimit } from "./rate-limit";
import { findEndpoint } from "./routes";

/** Where the endpoint lives below its host, as at Supabase. */
export const AUTH_PATH = "/auth/v1";

export interface EmbeddedAuthLimits {
  /** Per account and origin; ends with a successful sign-in. */
  signInByAccount: RateLimit;
  /** Per origin, all accounts together, so that nobody tries one password on all of them. */
  signInByAddress: RateLimit;
  signUpByAddress: RateLimit;
}

const QUARTER_HOUR_MS = 15 * 60 * 1000;
export const DEFAULT_LIMITS: EmbeddedAuthLimits = {
  signInByAccount: { attempts: 10, windowMs: QUARTER_HOUR_MS },
  signInByAddress: { attempts: 100, windowMs: QUARTER_HOUR_MS },
  signUpByAddress: { attempts: 30, windowMs: QUARTER_HOUR_MS },
};

export interface EmbeddedAuthOptions {
  /** The `iss` of its tokens: an address ending in /auth/v1. */
  issuer: string;
  /** Whether strangers may create a user. */
  isSignUpOpen: boolean;
  /** The server's secret key, 32 bytes; encrypts the signing keys at rest. */
  encryptionKey?: Uint8Array;
  limits?: Partial<EmbeddedAuthLimits>;
}

export interface EmbeddedAuth {
  readonly issuer: string;
  /**
   * Answers a request for a path below /auth/v1. It never throws. The caller says where the request came from; no header
   * is believed about that, since the client could write it.
   */
  handle(request: Request, origin?: { clientAddress: string | null }): Promise<Response>;
}

/** A Supabase Auth server for email and password, inside this process and over its own database. */
export function createEmbeddedAuth(deps: {
  db: Database;
  now: () => Date;
  logger: Logger;
  options: EmbeddedAuthOptions;
}): EmbeddedAuth {
  const { db, now, logger, options } = deps;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const endpointDeps: EndpointDeps = {
    db,
    now,
    logger,
    keys: createKeyStore({ db, logger, encryptionKey: options.encryptionKey }),
    passwords: createPasswordHasher(),
    issuer: options.issuer,
    isSignUpOpen: options.isSignUpOpen,
    limits: {
      signInByAccount: createRateLimiter(limits.signInByAccount),
      signInByAddress: createRateLimiter(limits.signInByAddress),
      signUpByAddress: createRateLimiter(limits.signUpByAddress),
    },
  };
  return {
    issuer: options.issuer,
    handle: async (request, origin) => {
      try {
        return await answer(endpointDeps, request, origin?.clientAddress ?? null);
      } catch (error) {
        if (error instanceof AuthFault) return faultResponse(error, request);
        logger.error({ err: error, path: new URL(request.url).pathname }, "embedded sign-in failed");
        return faultResponse(new AuthFault(500, "unexpected_failure", "Unexpected failure"), request);
      }
    },
  };
}

async function answer(deps: EndpointDeps, request: Request, clientAddress: string | null): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.startsWith(`${AUTH_PATH}/`) ? url.pathname.slice(AUTH_PATH.length) : undefined;
  const endpoint = path === undefined ? undefined : findEndpoint(request.method, path);
  if (!endpoint) throw new AuthFault(404, "not_found", "There is no such endpoint");
  return endpoint(deps, { request, url, addressBucket: addressBucket(clientAddress) });
}
