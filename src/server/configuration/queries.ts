import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../db/client";
import { accounts, configDrafts, configVersions, users } from "../db/schema";

export type DraftRow = typeof configDrafts.$inferSelect;

const liveColumns = { settings: accounts.answerSettings, version: accounts.configVersion };

export async function findLive(db: Database, accountId: string) {
  const [row] = await db.select(liveColumns).from(accounts).where(eq(accounts.id, accountId));
  return row;
}

/** Locks the account's row: drafts and versions are changed by one at a time. */
export async function lockConfiguration(tx: Database, accountId: string) {
  const [row] = await tx.select(liveColumns).from(accounts).where(eq(accounts.id, accountId)).for("update");
  return row;
}

export async function findDraft(db: Database, accountId: string): Promise<DraftRow | undefined> {
  const [row] = await db.select().from(configDrafts).where(eq(configDrafts.accountId, accountId));
  return row;
}

/** With who saved it, as the team knows them. */
export async function findDraftToShow(db: Database, accountId: string) {
  const [row] = await db
    .select({
      settings: configDrafts.settings,
      revision: configDrafts.revision,
      savedAt: configDrafts.savedAt,
      saverName: users.name,
      saverEmail: users.email,
    })
    .from(configDrafts)
    .leftJoin(users, eq(users.id, configDrafts.savedBy))
    .where(eq(configDrafts.accountId, accountId));
  return row;
}

export async function writeDraft(tx: Database, draft: typeof configDrafts.$inferInsert): Promise<void> {
  const { accountId: _, ...changed } = draft;
  await tx.insert(configDrafts).values(draft).onConflictDoUpdate({ target: configDrafts.accountId, set: changed });
}

export async function deleteDraft(tx: Database, accountId: string): Promise<void> {
  await tx.delete(configDrafts).where(eq(configDrafts.accountId, accountId));
}

/** Stores a version and makes it the one the bot answers with. */
export async function insertVersion(tx: Database, version: typeof configVersions.$inferInsert): Promise<void> {
  await tx.insert(configVersions).values(version);
  await tx
    .update(accounts)
    .set({ answerSettings: version.settings, configVersion: version.version })
    .where(eq(accounts.id, version.accountId));
}

export async function findVersion(db: Database, { accountId, version }: { accountId: string; version: number }) {
  const [row] = await db
    .select()
    .from(configVersions)
    .where(and(eq(configVersions.accountId, accountId), eq(configVersions.version, version)));
  return row;
}

/** With who published it, as the team knows them. */
export async function findVersionToShow(db: Database, { accountId, version }: { accountId: string; version: number }) {
  const [row] = await db
    .select({
      version: configVersions.version,
      createdAt: configVersions.createdAt,
      publisherName: users.name,
      publisherEmail: users.email,
    })
    .from(configVersions)
    .leftJoin(users, eq(users.id, configVersions.publishedBy))
    .where(and(eq(configVersions.accountId, accountId), eq(configVersions.version, version)));
  return row;
}

/** Newest first, with who published each as the team knows them. */
export function listVersions(db: Database, accountId: string, limit: number) {
  return db
    .select({
      version: configVersions.version,
      settings: configVersions.settings,
      note: configVersions.note,
      restoredFrom: configVersions.restoredFrom,
      createdAt: configVersions.createdAt,
      publisherName: users.name,
      publisherEmail: users.email,
    })
    .from(configVersions)
    .leftJoin(users, eq(users.id, configVersions.publishedBy))
    .where(eq(configVersions.accountId, accountId))
    .orderBy(desc(configVersions.version))
    .limit(limit);
}
