import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { Mailer } from "@/server/mail/mail";
import type { RateLimiter } from "@/server/rate-limit/service";
import { createEmbeddedAuth, type EmbeddedAuthLimits } from "./embedded/embedded-auth";
import { type AuthService, createAuthService } from "./service";
import { EMBEDDED_ISSUER, embeddedTransport, hostedTransport, type SupabaseProject } from "./transport";

export interface AuthSetup {
  db: Database;
  logger: Logger;
  now: () => Date;
  mailer: Mailer;
  limiter: RateLimiter;
  /** A Supabase project; without it the embedded sign-in is used. */
  supabase?: SupabaseProject | undefined;
  isSignUpOpen: boolean;
  /** The embedded sign-in only: whether new addresses have to be confirmed by mail. */
  confirmsEmail: boolean;
  /** Where people open the site; known for sure once the web server listens. */
  siteUrl: () => string;
  /** 32 bytes; encrypts the embedded sign-in's keys at rest. */
  secretKey: Uint8Array;
  limits?: Partial<EmbeddedAuthLimits>;
}

/** Signing in, over a Supabase project or over the database. */
export function createAuth(setup: AuthSetup): AuthService {
  const { db, logger, now, mailer, limiter, supabase, isSignUpOpen } = setup;
  const shared = { db, logger, now, mailer, isSignUpOpen };
  if (supabase) return createAuthService({ ...shared, transport: hostedTransport(supabase) });
  const auth = createEmbeddedAuth({
    db,
    now,
    logger,
    options: {
      issuer: EMBEDDED_ISSUER,
      isSignUpOpen,
      isAutoConfirmed: !setup.confirmsEmail,
      mailer,
      limiter,
      siteUrl: setup.siteUrl,
      encryptionKey: setup.secretKey,
      ...(setup.limits ? { limits: setup.limits } : {}),
    },
  });
  return createAuthService({ ...shared, transport: embeddedTransport(auth) });
}
