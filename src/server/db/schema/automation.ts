import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Form } from "@/domain/automation/form";
import type { RuleDefinition } from "@/domain/automation/rule";
import { accounts, users } from "./accounts";
import { createdAt, id, instant, lifecycle } from "./columns";
import { contacts, conversations, messages } from "./conversations";

const accountId = () =>
  id()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" });
const conversationId = () =>
  id()
    .notNull()
    .references(() => conversations.id, { onDelete: "cascade" });
const contactId = () =>
  id()
    .notNull()
    .references(() => contacts.id, { onDelete: "cascade" });

/** What happens before the bot answers, in order. */
export const automationRules = pgTable(
  "automation_rules",
  {
    id: id().primaryKey(),
    accountId: accountId(),
    name: text().notNull(),
    /** Lower is looked at first; the id breaks ties. */
    position: integer().notNull(),
    isOn: boolean().notNull().default(false),
    definition: jsonb().$type<RuleDefinition>().notNull(),
    /** Since when it is on: what a time had come for before that is not caught up. Null while it is off. */
    onSince: instant(),
    ...lifecycle,
  },
  (t) => [
    index("automation_rules_order_idx").on(t.accountId, t.position, t.id),
    check("automation_rules_position_ck", sql`${t.position} >= 0`),
  ],
).enableRLS();

/** A file that rules send: its bytes lie with those of messages, by their digest. Goes when no rule names it any more. */
export const automationFiles = pgTable(
  "automation_files",
  {
    id: id().primaryKey(),
    accountId: accountId(),
    fileName: text().notNull(),
    /** What it is by its own bytes. */
    mimeType: text().notNull(),
    sizeBytes: bigint({ mode: "number" }).notNull(),
    /** Hexadecimal SHA-256. */
    sha256: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("automation_files_account_file_uq").on(t.accountId, t.sha256, t.fileName)],
).enableRLS();

/** That a rule acted, once for each key: a turn that is decided twice acts once. */
export const automationRuns = pgTable(
  "automation_runs",
  {
    accountId: accountId(),
    /** `turn:<first message>:<rule>`, or for a rule of time what its time had come for. */
    key: text().notNull(),
    ruleId: id()
      .notNull()
      .references(() => automationRules.id, { onDelete: "cascade" }),
    conversationId: conversationId(),
    /** Null when no turn was the occasion. */
    turnId: id(),
    ranAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.key] }),
    index("automation_runs_recent_idx").on(t.accountId, t.conversationId, t.ranAt),
    index("automation_runs_rule_idx").on(t.ruleId),
    index("automation_runs_conversation_idx").on(t.conversationId),
  ],
).enableRLS();

/** Questions that are asked one after the other. */
export const automationForms = pgTable(
  "automation_forms",
  { id: id().primaryKey(), accountId: accountId(), definition: jsonb().$type<Form>().notNull(), ...lifecycle },
  (t) => [index("automation_forms_account_idx").on(t.accountId)],
).enableRLS();

export type FormSessionState = "active" | "done" | "cancelled" | "expired";

/** One customer on their way through a form, as the form was when they began. */
export const formSessions = pgTable(
  "form_sessions",
  {
    id: id().primaryKey(),
    accountId: accountId(),
    conversationId: conversationId(),
    definition: jsonb().$type<Form>().notNull(),
    state: text().$type<FormSessionState>().notNull().default("active"),
    /** Index of the question that was asked last. */
    position: integer().notNull().default(0),
    /** Answers to it that weren't understood. */
    repeats: integer().notNull().default(0),
    expiresAt: instant().notNull(),
    ...lifecycle,
  },
  (t) => [
    // One at a time.
    uniqueIndex("form_sessions_active_uq").on(t.conversationId).where(sql`state = 'active'`),
    index("form_sessions_conversation_idx").on(t.accountId, t.conversationId),
    check("form_sessions_state_ck", sql`${t.state} in ('active', 'done', 'cancelled', 'expired')`),
  ],
).enableRLS();

export const contactTags = pgTable(
  "contact_tags",
  { accountId: accountId(), contactId: contactId(), tag: text().notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.contactId, t.tag] }),
    index("contact_tags_tag_idx").on(t.accountId, t.tag, t.contactId),
    index("contact_tags_contact_idx").on(t.contactId),
  ],
).enableRLS();

/** What is known of a customer, by name: answers to forms, what rules and people set, and what they wrote of themselves. */
export const contactFields = pgTable(
  "contact_fields",
  {
    accountId: accountId(),
    contactId: contactId(),
    name: text().notNull(),
    value: text().notNull(),
    /** What they wrote it in, when it was only read there: it goes with the message. Null: somebody or a form asked. */
    messageId: id().references(() => messages.id, { onDelete: "cascade" }),
    /** The member of the team who wrote or corrected it; null: a form or a rule did, or it was read, or they are gone. */
    setByUserId: id().references(() => users.id, { onDelete: "set null" }),
    ...lifecycle,
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.contactId, t.name] }),
    index("contact_fields_contact_idx").on(t.contactId),
    index("contact_fields_message_idx").on(t.messageId),
    index("contact_fields_set_by_idx").on(t.setByUserId),
  ],
).enableRLS();

/** What a person took away: it isn't read again in messages that were there then. */
export const contactFieldRemovals = pgTable(
  "contact_field_removals",
  {
    accountId: accountId(),
    contactId: contactId(),
    name: text().notNull(),
    /** The newest message of that moment, in the order of arrival. */
    throughSeq: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.contactId, t.name] }),
    index("contact_field_removals_contact_idx").on(t.contactId),
  ],
).enableRLS();

export type WebhookStatus = "waiting" | "delivered" | "failed";

/** A call of another system that a rule asked for. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id().primaryKey(),
    accountId: accountId(),
    ruleId: id()
      .notNull()
      .references(() => automationRules.id, { onDelete: "cascade" }),
    url: text().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text().$type<WebhookStatus>().notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    /** For people: why it didn't get through. */
    error: text(),
    ...lifecycle,
  },
  (t) => [
    index("webhook_deliveries_recent_idx").on(t.accountId, t.createdAt),
    index("webhook_deliveries_rule_idx").on(t.ruleId),
    check("webhook_deliveries_status_ck", sql`${t.status} in ('waiting', 'delivered', 'failed')`),
  ],
).enableRLS();
