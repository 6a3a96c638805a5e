import { and, arrayContains, asc, count, eq, gte, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { InboxFilters } from "@/domain/messaging/inbox-filters";
import type { Database } from "@/server/db/client";
import { accounts, inboxViews } from "@/server/db/schema";

/** A view, and who asks for it: those of others that aren't shared don't exist for them. */
export interface ViewKey {
  accountId: string;
  userId: string;
  viewId: string;
}
type Reader = Omit<ViewKey, "viewId">;

const isSeenBy = ({ accountId, userId }: Reader) =>
  and(eq(inboxViews.accountId, accountId), or(eq(inboxViews.ownerUserId, userId), isNull(inboxViews.ownerUserId)));
const isThere = isNull(inboxViews.removedAt);

const viewColumns = {
  id: inboxViews.id,
  ownerUserId: inboxViews.ownerUserId,
  madeByUserId: inboxViews.madeByUserId,
  name: inboxViews.name,
  filter: inboxViews.filter,
  tags: inboxViews.tags,
  assigneeId: inboxViews.assigneeId,
  isUnread: inboxViews.isUnread,
};
export type ViewRow = Awaited<ReturnType<typeof listViews>>[number];

/** By their names. */
export const listViews = (db: Database, reader: Reader) =>
  db
    .select(viewColumns)
    .from(inboxViews)
    .where(and(isSeenBy(reader), isThere))
    .orderBy(asc(sql`lower(${inboxViews.name})`), asc(inboxViews.id));

const findWhere = async (db: Database, key: ViewKey, condition: SQL | undefined): Promise<ViewRow | undefined> => {
  const [row] = await db
    .select(viewColumns)
    .from(inboxViews)
    .where(and(isSeenBy(key), eq(inboxViews.id, key.viewId), condition));
  return row;
};
export const findView = (db: Database, key: ViewKey) => findWhere(db, key, isThere);
export const findRemovedView = (db: Database, key: ViewKey, since: Date) =>
  findWhere(db, key, and(isNotNull(inboxViews.removedAt), gte(inboxViews.removedAt, since)));

/** Whether somebody has made another of this name, whatever its capital letters. */
export async function isNameTaken(
  db: Database,
  { accountId, userId, name, exceptId }: Reader & { name: string; exceptId?: string | undefined },
): Promise<boolean> {
  const isOther = exceptId === undefined ? undefined : ne(inboxViews.id, exceptId);
  const isNamed = sql`lower(${inboxViews.name}) = lower(${name})`;
  const made = and(eq(inboxViews.accountId, accountId), eq(inboxViews.madeByUserId, userId));
  return (await db.$count(inboxViews, and(made, isThere, isOther, isNamed))) > 0;
}

/** Those that somebody made, and those that the team shares. */
export async function countViews(db: Database, { accountId, userId }: { accountId: string; userId: string | null }) {
  const [row] = await db
    .select({
      own: count(sql`case when ${inboxViews.madeByUserId} = ${userId} then 1 end`),
      shared: count(sql`case when ${inboxViews.ownerUserId} is null then 1 end`),
    })
    .from(inboxViews)
    .where(and(eq(inboxViews.accountId, accountId), isThere));
  return row ?? { own: 0, shared: 0 };
}

export async function insertView(
  tx: Database,
  { accountId, userId, viewId, name, filters }: ViewKey & { name: string; filters: InboxFilters },
): Promise<void> {
  const row = { id: viewId, accountId, ownerUserId: userId, madeByUserId: userId, name, ...filters };
  await tx.insert(inboxViews).values({ ...row, tags: [...filters.tags] });
}

export async function updateView(
  tx: Database,
  key: ViewKey,
  change: Partial<Pick<typeof inboxViews.$inferInsert, keyof typeof viewColumns | "removedAt">>,
): Promise<void> {
  await tx
    .update(inboxViews)
    .set(change)
    .where(and(isSeenBy(key), eq(inboxViews.id, key.viewId)));
}

/** Of each tag that views look for, how many do: everybody's, those that were removed left out. */
export async function countViewsByTag(db: Database, accountId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ tag: sql<string>`unnest(${inboxViews.tags})`, views: count() })
    .from(inboxViews)
    .where(and(eq(inboxViews.accountId, accountId), isThere))
    .groupBy(sql`1`);
  return new Map(rows.map(({ tag, views }) => [tag, views]));
}

/** In everybody's, also in those that can be put back. @returns in how many of those that are there */
export async function renameTagInViews(
  tx: Database,
  { accountId, from, to }: { accountId: string; from: string; to: string },
): Promise<number> {
  const rows = await tx
    .update(inboxViews)
    .set({ tags: sql`array(select distinct unnest(array_replace(${inboxViews.tags}, ${from}, ${to})))` })
    .where(and(eq(inboxViews.accountId, accountId), arrayContains(inboxViews.tags, [from])))
    .returning({ removedAt: inboxViews.removedAt });
  return rows.filter(({ removedAt }) => removedAt === null).length;
}

/** Until the transaction ends, whoever else changes the account's views waits. */
export async function lockViews(tx: Database, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
}

/** Those that can't be put back any more. */
export async function deleteRemovedViews(db: Database, before: Date): Promise<void> {
  await db.delete(inboxViews).where(lt(inboxViews.removedAt, before));
}
