// Who works in an account and what they did. Signing in itself is the auth server's (see auth.ts for the embedded one).
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AuditAction } from "@/domain/access/audit-actions";
import type { Role } from "@/domain/access/roles";
import { accounts, users } from "./accounts";
import { createdAt, id, instant } from "./columns";

/**
 * A session of the auth server as we have seen it. The auth server can't list sessions, and its tokens count until they
 * expire; this row can be listed, and ended at once.
 */
export const userSessions = pgTable(
  "user_sessions",
  {
    /** The `session_id` of its tokens. */
    id: id().primaryKey(),
    userId: id()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Of the request that opened it; who looks at the list should recognise the browser. */
    ipAddress: text(),
    userAgent: text(),
    /** To the minute: not every request writes. */
    lastSeenAt: instant().notNull().defaultNow(),
    /** Opened by a reset link at this moment: a new password may be set without the old one for a while. */
    recoveredAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [index("user_sessions_user_idx").on(t.userId)],
).enableRLS();

export const invitations = pgTable(
  "invitations",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** Lower case; only a user with this confirmed address can accept. */
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** SHA-256 of the token in the link, base64url. */
    tokenHash: text().notNull(),
    invitedBy: id().references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    declinedAt: instant(),
    revokedAt: instant(),
    sentAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("invitations_token_uq").on(t.tokenHash),
    // One open invitation per mailbox and account: a second one replaces the first.
    uniqueIndex("invitations_open_uq")
      .on(t.accountId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.declinedAt} is null and ${t.revokedAt} is null`),
    check("invitations_role_ck", sql`${t.role} in ('owner', 'admin', 'operator', 'viewer')`),
  ],
).enableRLS();

/**
 * Who did what, written in the transaction of the act. Never changed afterwards, but for the name of a target that holds
 * words of a customer who is erased.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id().primaryKey(),
    /** Null: the act concerns a user and no account. */
    accountId: id().references(() => accounts.id, { onDelete: "cascade" }),
    /** Null: Parley itself. Kept without a foreign key, as is the address: the entry outlives the user. */
    actorUserId: id(),
    actorEmail: text(),
    action: text().$type<AuditAction>().notNull(),
    /** What it was done to: the kind and id of a row, and what people call it. */
    targetKind: text(),
    targetId: text(),
    targetName: text(),
    /** The fields that changed, without secrets. */
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_entries_account_idx").on(t.accountId, t.createdAt, t.id),
    index("audit_entries_actor_idx").on(t.actorUserId, t.createdAt, t.id),
  ],
).enableRLS();

/** Mail on its way out. Written in the transaction of what it tells of; a job sends it. */
export const mails = pgTable(
  "mails",
  {
    id: id().primaryKey(),
    /** The account it is about, if any: it goes with the account. */
    accountId: id().references(() => accounts.id, { onDelete: "cascade" }),
    to: text().notNull(),
    template: text().notNull(),
    /** What the template is filled with, sealed: links in it open things. Null once it was sent. */
    sealedContent: text(),
    status: text().$type<"waiting" | "sent" | "failed">().notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    /** Of the mail server, for the log; not shown to people. */
    lastError: text(),
    sentAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index("mails_created_idx").on(t.createdAt),
    check("mails_status_ck", sql`${t.status} in ('waiting', 'sent', 'failed')`),
  ],
).enableRLS();

/** How far each key has used up its share; see server/rate-limit. One row per key, so all processes count together. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    /** The theoretical arrival time of the generic cell rate algorithm; a row in the past says nothing any more. */
    arrivalAt: instant().notNull(),
  },
  (t) => [index("rate_limits_arrival_idx").on(t.arrivalAt)],
).enableRLS();
