import { pgTable, text } from "drizzle-orm/pg-core";
import type { ProviderKind } from "@/domain/agent/model-provider-presets";
import { accounts } from "./accounts";
import { id, instant } from "./columns";

/**
 * An account's own model provider. Apart from its configuration on purpose: versions and drafts are shown, compared and
 * copied, and a key must never be among what is.
 */
export const modelProviders = pgTable("model_providers", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  kind: text().$type<ProviderKind>().notNull(),
  baseUrl: text().notNull(),
  /** By the installation's key, for this account and this address only: see server/seal.ts. */
  sealedKey: text().notNull(),
  /** The key's last four characters, for people; empty when it is too short to show any. */
  keyEnding: text().notNull(),
  model: text().notNull(),
  fallbackModel: text(),
  updatedAt: instant().notNull(),
  updatedBy: text().notNull(),
}).enableRLS();
