// Tables of the embedded sign-in; empty when a Supabase project is configured.
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, lifecycle } from "./columns";

export const authUsers = pgTable(
  "auth_users",
  {
    /** A UUID, the `sub` of its tokens. */
    id: id().primaryKey(),
    email: text().notNull(),
    /** PHC string of argon2id. */
    passwordHash: text().notNull(),
    emailConfirmedAt: instant(),
    lastSignInAt: instant(),
    userMetadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    bannedUntil: instant(),
    ...lifecycle,
  },
  (t) => [uniqueIndex("auth_users_email_uq").on(t.email)],
).enableRLS();

export const authSessions = pgTable(
  "auth_sessions",
  {
    /** A UUID, the `session_id` of its tokens. */
    id: id().primaryKey(),
    userId: id()
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    /** Generation of the current refresh token, from 0; see auth/embedded/rotation.ts for rotation and reuse. */
    refreshCounter: integer().notNull().default(0),
    /** SHA-256 of the current refresh token's secret, base64url. */
    refreshTokenHash: text().notNull(),
    /** Derives each refresh token from the one before it; worth nothing without such a token. Base64url. */
    rotationKey: text().notNull(),
    /** When the token was last rotated; the reuse interval and the idle limit count from here. */
    refreshedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [index("auth_sessions_user_idx").on(t.userId)],
).enableRLS();

/** ES256 key pairs that sign the access tokens. */
export const authSigningKeys = pgTable(
  "auth_signing_keys",
  {
    kid: text().primaryKey(),
    publicJwk: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Encrypted when a key is configured; see auth/embedded/keys.ts. */
    privateJwk: text().notNull(),
    isCurrent: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  // Two processes that start on an empty database must end up signing with the same key.
  (t) => [uniqueIndex("auth_signing_keys_current_uq").on(t.isCurrent).where(sql`${t.isCurrent}`)],
).enableRLS();
