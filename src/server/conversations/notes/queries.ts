import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { conversationNotes, members, users } from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

export interface NoteKey extends ConversationKey {
  noteId: string;
}

export interface NoteWords {
  body: string;
  mentionedUserIds: string[];
}

const isNote = ({ accountId, conversationId, noteId }: NoteKey) =>
  and(
    eq(conversationNotes.accountId, accountId),
    eq(conversationNotes.conversationId, conversationId),
    eq(conversationNotes.id, noteId),
  );

const nameOfUser = sql<string>`coalesce(${users.name}, ${users.email})`;

/** The newest notes of a conversation, newest first. */
export const selectNotes = (db: Database, { accountId, conversationId, limit }: ConversationKey & { limit: number }) =>
  db
    .select({
      id: conversationNotes.id,
      authorUserId: conversationNotes.authorUserId,
      authorName: sql<string | null>`coalesce(${users.name}, ${users.email})`,
      body: conversationNotes.body,
      mentionedUserIds: conversationNotes.mentionedUserIds,
      createdAt: conversationNotes.createdAt,
      editedAt: conversationNotes.editedAt,
    })
    .from(conversationNotes)
    .leftJoin(users, eq(users.id, conversationNotes.authorUserId))
    .where(and(eq(conversationNotes.accountId, accountId), eq(conversationNotes.conversationId, conversationId)))
    .orderBy(desc(conversationNotes.createdAt), desc(conversationNotes.id))
    .limit(limit);

/** Those of the users who are in the account's team, with what they are called. */
export const listMembersAmong = (db: Database, accountId: string, userIds: readonly string[]) =>
  db
    .select({ userId: users.id, name: nameOfUser })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.accountId, accountId), inArray(members.userId, [...userIds])));

export async function insertNote(
  tx: Database,
  note: ConversationKey & NoteWords & { authorUserId: string; createdAt: Date },
): Promise<string> {
  const id = newId("note");
  await tx.insert(conversationNotes).values({ id, ...note });
  return id;
}

export async function findNoteAuthor(tx: Database, key: NoteKey): Promise<{ authorUserId: string | null } | undefined> {
  const [row] = await tx
    .select({ authorUserId: conversationNotes.authorUserId })
    .from(conversationNotes)
    .where(isNote(key));
  return row;
}

export async function updateNote(tx: Database, key: NoteKey, words: NoteWords & { editedAt: Date }): Promise<void> {
  await tx.update(conversationNotes).set(words).where(isNote(key));
}

export async function deleteNote(tx: Database, key: NoteKey): Promise<void> {
  await tx.delete(conversationNotes).where(isNote(key));
}

/** The notes of a conversation that becomes part of another one go with it. */
export async function moveNotes(
  tx: Database,
  { accountId, keptId, absorbedId }: { accountId: string; keptId: string; absorbedId: string },
): Promise<void> {
  await tx
    .update(conversationNotes)
    .set({ conversationId: keptId })
    .where(and(eq(conversationNotes.accountId, accountId), eq(conversationNotes.conversationId, absorbedId)));
}
