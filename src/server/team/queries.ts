import { and, asc, count, eq, exists, max, ne, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Role } from "@/domain/access/roles";
import type { Database } from "@/server/db/client";
import { accounts, conversations, inboxViews, members, userSessions, users } from "@/server/db/schema";

export interface MemberKey {
  accountId: string;
  userId: string;
}

const isMember = ({ accountId, userId }: MemberKey) =>
  and(eq(members.accountId, accountId), eq(members.userId, userId));

/** The role of a user in an account; undefined for outsiders. Read at each request, so that a change counts at once. */
export async function findRole(db: Database, key: MemberKey): Promise<Role | undefined> {
  const [member] = await db.select({ role: members.role }).from(members).where(isMember(key));
  return member?.role;
}

/**
 * Lets one change of the account's team happen after the other: what a change was judged by still holds when it is made.
 * @returns the account's name; undefined when there is no such account
 */
export async function lockTeam(tx: Database, accountId: string): Promise<string | undefined> {
  const [account] = await tx
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for("update");
  return account?.name;
}

/** The role of a member, which stays as it is until the transaction ends; undefined for outsiders. */
export async function lockRole(tx: Database, key: MemberKey): Promise<Role | undefined> {
  const [member] = await tx.select({ role: members.role }).from(members).where(isMember(key)).for("share");
  return member?.role;
}

/** Nobody in particular looks after the conversations that this member looked after. */
export async function releaseConversations(tx: Database, { accountId, userId }: MemberKey): Promise<void> {
  await tx
    .update(conversations)
    .set({ assignedUserId: null })
    .where(and(eq(conversations.accountId, accountId), eq(conversations.assignedUserId, userId)));
}

export async function countOwners(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.role, "owner")));
  return row?.count ?? 0;
}

export async function findMember(db: Database, key: MemberKey) {
  const [member] = await db
    .select({ userId: users.id, email: users.email, name: users.name, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(isMember(key));
  return member;
}

/** Everybody of the team, in the order in which they joined. */
export async function listMembers(db: Database, accountId: string) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.createdAt,
      lastSeenAt: max(userSessions.lastSeenAt),
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(userSessions, eq(userSessions.userId, users.id))
    .where(eq(members.accountId, accountId))
    .groupBy(users.id, members.accountId, members.userId)
    .orderBy(asc(members.createdAt), asc(users.id));
}

/** @returns false when they already are a member; their role stays */
export async function insertMember(db: Database, member: MemberKey & { role: Role }): Promise<boolean> {
  const rows = await db.insert(members).values(member).onConflictDoNothing().returning({ userId: members.userId });
  return rows.length > 0;
}

export async function updateRole(db: Database, key: MemberKey, role: Role): Promise<void> {
  await db.update(members).set({ role }).where(isMember(key));
}

/** With their conversations, which others look after now, and the views that were theirs alone. */
export async function deleteMember(tx: Database, key: MemberKey): Promise<void> {
  await tx.delete(members).where(isMember(key));
  await tx
    .delete(inboxViews)
    .where(and(eq(inboxViews.accountId, key.accountId), eq(inboxViews.ownerUserId, key.userId)));
  await releaseConversations(tx, key);
}

/** Takes everybody's access away at once. */
export async function deleteMembers(db: Database, accountId: string): Promise<void> {
  await db.delete(members).where(eq(members.accountId, accountId));
}

/** The accounts of which this user is the only owner, oldest first: they would be left without one. */
export async function soleOwnedAccounts(db: Database, userId: string): Promise<{ id: string; name: string }[]> {
  const others = alias(members, "others");
  const isOwned = and(eq(members.accountId, accounts.id), eq(members.role, "owner"));
  const isOwnedByOthers = and(eq(others.accountId, accounts.id), ne(others.userId, userId), eq(others.role, "owner"));
  const one = { one: sql`1` };
  return db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(
      and(
        exists(db.select(one).from(members).where(isOwned)),
        notExists(db.select(one).from(others).where(isOwnedByOthers)),
      ),
    )
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
}
