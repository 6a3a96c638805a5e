import { bigint, pgTable, text } from "drizzle-orm/pg-core";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { accounts } from "./accounts";
import { id, instant, lifecycle } from "./columns";

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
  phoneNumber: text(),
  displayName: text(),
  lastReadyAt: instant(),
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
