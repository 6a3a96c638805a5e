// Tables of the embedded sign-in; empty when a Supabase project is configured. In a schema of their own, beside ours.
import { boolean, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
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

export const authSessions = pgTable("auth_sessions", {
  id: id().primaryKey(),
  userId: id()
    .notNull()
    .references(() => authUsers.id, { onDelete: "cascade" }),
  /** Generation of the refresh token; see auth/embedded for the rules of rotation and reuse. */
  refreshCounter: integer().notNull().default(0),
  refreshTokenHash: text().notNull(),
  previousRefreshTokenHash: text(),
  refreshedAt: instant().notNull().defaultNow(),
  createdAt: createdAt(),
}).enableRLS();

/** ES256 key pairs that sign the access tokens. */
export const authSigningKeys = pgTable("auth_signing_keys", {
  kid: text().primaryKey(),
  publicJwk: jsonb().$type<Record<string, unknown>>().notNull(),
  /** Encrypted when a key is configured; see auth/embedded/keys.ts. */
  privateJwk: text().notNull(),
  isCurrent: boolean().notNull().default(true),
  createdAt: createdAt(),
}).enableRLS();
