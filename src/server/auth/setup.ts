import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { createEmbeddedAuth, type EmbeddedAuthLimits } from "./embedded/embedded-auth";
import { type AuthService, createAuthService } from "./service";
import { EMBEDDED_ISSUER, embeddedTransport, hostedTransport } from "./transport";

export interface AuthSetup {
  db: Database;
  logger: Logger;
  now: () => Date;
  /** A Supabase project; without it the embedded sign-in is used. */
  supabase?: { url: string; anonKey: string; issuer?: string } | undefined;
  /** The embedded sign-in only. */
  isSignUpOpen: boolean;
  /** 32 bytes; encrypts the embedded sign-in's keys at rest. */
  secretKey?: Uint8Array;
  limits?: Partial<EmbeddedAuthLimits>;
}

/** Signing in, over a Supabase project or over the database. */
export function createAuth({ db, logger, now, supabase, ...embedded }: AuthSetup): AuthService {
  if (supabase) return createAuthService({ db, logger, transport: hostedTransport(supabase) });
  const auth = createEmbeddedAuth({
    db,
    now,
    logger,
    options: {
      issuer: EMBEDDED_ISSUER,
      isSignUpOpen: embedded.isSignUpOpen,
      encryptionKey: embedded.secretKey,
      limits: embedded.limits,
    },
  });
  return createAuthService({ db, logger, transport: embeddedTransport(auth) });
}
