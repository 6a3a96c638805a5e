import { and, desc, eq, gt, isNull, type SQL } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { accounts, invitations, users } from "@/server/db/schema";

export type InvitationRow = typeof invitations.$inferSelect;

export interface InvitationKey {
  accountId: string;
  invitationId: string;
}

/** Nobody has answered it and nobody took it back; it may have expired. */
const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.declinedAt), isNull(invitations.revokedAt));
const isThis = ({ accountId, invitationId }: InvitationKey) =>
  and(eq(invitations.accountId, accountId), eq(invitations.id, invitationId));

/** One per mailbox and account: a second one takes the place of the first, whose link stops working. */
export async function upsertInvitation(
  db: Database,
  invitation: Pick<
    InvitationRow,
    "id" | "accountId" | "email" | "role" | "tokenHash" | "invitedBy" | "expiresAt" | "sentAt"
  >,
): Promise<string> {
  const { role, tokenHash, invitedBy, expiresAt, sentAt } = invitation;
  const [row] = await db
    .insert(invitations)
    .values(invitation)
    .onConflictDoUpdate({
      target: [invitations.accountId, invitations.email],
      targetWhere: isOpen as SQL,
      set: { role, tokenHash, invitedBy, expiresAt, sentAt },
    })
    .returning({ id: invitations.id });
  return row?.id ?? invitation.id;
}

/** The open ones with who sent them, newest first. */
export async function listOpenInvitations(db: Database, accountId: string) {
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      inviterName: users.name,
      inviterEmail: users.email,
      sentAt: invitations.sentAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.accountId, accountId), isOpen))
    .orderBy(desc(invitations.sentAt), desc(invitations.id));
}

export async function findOpenInvitation(db: Database, key: InvitationKey): Promise<InvitationRow | undefined> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(isThis(key), isOpen));
  return row;
}

/** By the secret in its link, in whatever state it is; the only way in that needs no account. */
export async function findByToken(db: Database, tokenHash: string) {
  const [row] = await db
    .select({ invitation: invitations, accountName: accounts.name, inviterName: users.name, inviterEmail: users.email })
    .from(invitations)
    .innerJoin(accounts, eq(accounts.id, invitations.accountId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, tokenHash));
  return row;
}

/**
 * Answers an invitation or takes it back, once: of several who try at the same time one succeeds.
 * @param now given when it must not have expired
 * @returns undefined when it is not open any more
 */
export async function closeInvitation(
  db: Database,
  key: InvitationKey & { tokenHash?: string; now?: Date },
  as: Partial<Pick<InvitationRow, "acceptedAt" | "declinedAt" | "revokedAt">>,
): Promise<InvitationRow | undefined> {
  const { tokenHash, now } = key;
  const [row] = await db
    .update(invitations)
    .set(as)
    .where(
      and(
        isThis(key),
        isOpen,
        tokenHash === undefined ? undefined : eq(invitations.tokenHash, tokenHash),
        now && gt(invitations.expiresAt, now),
      ),
    )
    .returning();
  return row;
}

/** After this nobody can join by mail any more. */
export async function revokeInvitations(db: Database, accountId: string, now: Date): Promise<void> {
  await db
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.accountId, accountId), isOpen));
}

export async function findUserByEmail(db: Database, email: string) {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user;
}
