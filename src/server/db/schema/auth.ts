// Tables of the embedded sign-in; empty when a Supabase project is configured.
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, lifecycle } from "./columns";

export const authUsers = pgTable(
  "auth_users",
  {
    /** A UUID, the `sub` of its tokens. */
    id: id().primaryKey(),
    /** Null for anonymous users only. */
    email: text(),
    /** PHC string of argon2id; null until a password is set (invited and anonymous users). */
    passwordHash: text(),
    /** The `role` claim of its tokens. */
    role: text().notNull().default("authenticated"),
    isAnonymous: boolean().notNull().default(false),
    emailConfirmedAt: instant(),
    confirmationSentAt: instant(),
    recoverySentAt: instant(),
    invitedAt: instant(),
    /** An address asked for and not confirmed by both mailboxes yet. */
    newEmail: text(),
    emailChangeSentAt: instant(),
    /** How many of the two mailboxes have confirmed the change: 0 or 1. */
    emailChangeConfirmations: integer().notNull().default(0),
    lastSignInAt: instant(),
    userMetadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Set by administrators only; `provider` and `providers` are added to it in what is sent. */
    appMetadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    bannedUntil: instant(),
    deletedAt: instant(),
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
    /** How the user proved who they are (`password`, `otp`, `recovery`, `invite`, `anonymous`…): the `amr` claim. */
    authenticationMethod: text().notNull().default("password"),
    createdAt: createdAt(),
  },
  (t) => [index("auth_sessions_user_idx").on(t.userId)],
).enableRLS();

/** What a mail proves: that somebody reads a mailbox. One of each kind per user; a new one replaces the old one. */
export const authOneTimeTokens = pgTable(
  "auth_one_time_tokens",
  {
    id: id().primaryKey(),
    userId: id()
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    kind: text()
      .$type<
        | "confirmation"
        | "recovery"
        | "invite"
        | "magiclink"
        | "email_change_current"
        | "email_change_new"
        | "reauthentication"
      >()
      .notNull(),
    /** The mailbox that it was sent to. */
    email: text().notNull(),
    /** SHA-256 of the `token_hash` in the link, base64url. */
    tokenHash: text().notNull(),
    /** Keyed hash of the six digits, for people who type them. */
    codeHash: text().notNull(),
    /** Wrong guesses at the code so far. */
    guesses: integer().notNull().default(0),
    /** Set when it was asked for with PKCE: using it gives an auth code instead of a session. */
    flowStateId: id().references(() => authFlowStates.id, { onDelete: "cascade" }),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("auth_one_time_tokens_user_kind_uq").on(t.userId, t.kind),
    uniqueIndex("auth_one_time_tokens_hash_uq").on(t.tokenHash),
    index("auth_one_time_tokens_email_idx").on(t.email),
  ],
).enableRLS();

/** A sign-in by mail that was begun with PKCE (RFC 7636). */
export const authFlowStates = pgTable(
  "auth_flow_states",
  {
    id: id().primaryKey(),
    userId: id()
      .notNull()
      .references(() => authUsers.id, { onDelete: "cascade" }),
    codeChallenge: text().notNull(),
    codeChallengeMethod: text().$type<"s256" | "plain">().notNull(),
    /** The `amr` of the session it ends in. */
    authenticationMethod: text().notNull(),
    /** SHA-256 of the auth code, base64url; null until the mail's link was used. */
    authCodeHash: text(),
    authCodeIssuedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("auth_flow_states_code_uq").on(t.authCodeHash), index("auth_flow_states_user_idx").on(t.userId)],
).enableRLS();

/** ES256 key pairs that sign the access tokens. */
export const authSigningKeys = pgTable(
  "auth_signing_keys",
  {
    kid: text().primaryKey(),
    publicJwk: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Encrypted when a key is configured; see auth/embedded/keys.ts. */
    privateJwk: text().notNull(),
    /** `next` is published before it signs, `previous` after it signed, so that no copy of the key set is ever too old. */
    status: text().$type<"next" | "current" | "previous">().notNull().default("current"),
    /** When it began to sign. */
    activatedAt: instant(),
    /** When it signed for the last time. */
    retiredAt: instant(),
    createdAt: createdAt(),
  },
  // Two processes that start on an empty database must end up signing with the same key.
  (t) => [
    uniqueIndex("auth_signing_keys_current_uq").on(t.status).where(sql`${t.status} = 'current'`),
    uniqueIndex("auth_signing_keys_next_uq").on(t.status).where(sql`${t.status} = 'next'`),
    check("auth_signing_keys_status_ck", sql`${t.status} in ('next', 'current', 'previous')`),
  ],
).enableRLS();
