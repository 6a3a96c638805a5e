import { bigint, bigserial, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import type { ReasonCode } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import type { SafetyLevel } from "@/domain/messaging/number-safety";
import { accounts } from "./accounts";
import { bytea, id, instant, lifecycle } from "./columns";

/** The WhatsApp connection of an account, as the process that holds its lease last saw it. */
export const connections = pgTable("connections", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  state: text().$type<ConnectionState>().notNull().default("stopped"),
  /** Why the state is what it is, in words for the owner; null when the state says it all. */
  stateReason: text(),
  /** What the owner asked for; a process that boots resumes every account that should be up. `unlinked` is done once. */
  desired: text().$type<"up" | "down" | "unlinked">().notNull().default("down"),
  /** The QR payload while state is `qr`. It pairs a phone, so it never leaves for people without `connection.manage`. */
  qr: text(),
  qrExpiresAt: instant(),
  /** The code to type on the phone while state is `pairing_code`; as secret as the QR. */
  pairingCode: text(),
  pairingCodeExpiresAt: instant(),
  /** Digits of the number the owner wants to link by code; null = by QR. */
  linkPhoneNumber: text(),
  phoneNumber: text(),
  displayName: text(),
  /** Since when this number is linked here; another number starts anew. What it may send grows from then on. */
  numberLinkedAt: instant(),
  /** How safe the number was when its sender last looked, and since when; see number-safety.ts. */
  safetyLevel: text().$type<SafetyLevel>().notNull().default("good"),
  safetyLevelAt: instant(),
  lastReadyAt: instant(),
  lastInboundAt: instant(),
  lastOutboundAt: instant(),
  /** Of the browser behind the connection, when it was last looked at; null when none runs or nobody can tell. */
  memoryBytes: bigint({ mode: "number" }),
  memoryMeasuredAt: instant(),
  /** Every message up to here is certainly stored; what is later is swept up on the next `ready`. */
  inboundWatermark: instant(),
  ...lifecycle,
}).enableRLS();

/** Who may run what alone. `token` counts up with every change of holder and fences late writes of the previous one. */
export const leases = pgTable("leases", {
  key: text().primaryKey(),
  holder: text().notNull(),
  token: bigint({ mode: "number" }).notNull(),
  expiresAt: instant().notNull(),
}).enableRLS();

/** What the connection went through: one row per change of state, written with it. */
export const connectionEvents = pgTable(
  "connection_events",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    state: text().$type<ConnectionState>().notNull(),
    reason: text().$type<ReasonCode>(),
    /** For operators of the machine: what the driver said. Never what customers wrote. */
    detail: text(),
    failures: integer().notNull().default(0),
  },
  (t) => [index("connection_events_account_idx").on(t.accountId, t.seq.desc())],
).enableRLS();

/** A picture of the page behind a connection, taken because somebody asked. It may show messages, so it is short-lived. */
export const connectionScreenshots = pgTable("connection_screenshots", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  requestedAt: instant().notNull(),
  takenAt: instant(),
  /** PNG; null while it is being taken, or when it could not be. */
  image: bytea(),
  /** For people: why there is none. */
  error: text(),
}).enableRLS();
