import { mentionedIn } from "@/domain/messaging/note";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { type ConversationKey, findConversation } from "../conversation-queries";
import { found, inConversation } from "../in-conversation";
import {
  deleteNote,
  findNoteAuthor,
  insertNote,
  listMembersAmong,
  type NoteKey,
  type NoteWords,
  selectNotes,
  updateNote,
} from "./queries";

/** More than anybody reads; the newest matter. */
const NOTE_LIMIT = 500;

type ByAuthor = { userId: string };

/**
 * What the team tells itself in a conversation. A note moves nothing: neither the conversation's place in the list, nor
 * what is unread, nor who answers. The bot never reads it.
 */
export function createNoteActs({ db, now }: { db: Database; now: () => Date }) {
  return {
    /** Oldest first, with the names of those who are mentioned and still in the team. @throws AppError not_found */
    listNotes: async (key: ConversationKey) => {
      found(await findConversation(db, key));
      const rows = (await selectNotes(db, { ...key, limit: NOTE_LIMIT })).reverse();
      const mentioned = [...new Set(rows.flatMap(({ mentionedUserIds }) => mentionedUserIds))];
      const people = await listMembersAmong(db, key.accountId, mentioned);
      return rows.map(({ mentionedUserIds, ...row }) => ({
        ...row,
        mentions: people.filter(({ userId }) => mentionedUserIds.includes(userId)),
      }));
    },

    /** @throws AppError not_found, bad_request when it mentions somebody who isn't in the team */
    addNote: ({ text, userId, ...key }: ConversationKey & ByAuthor & { text: string }) =>
      inConversation(db, key, async (tx) => {
        const words = await readWords(tx, key.accountId, text);
        return { noteId: await insertNote(tx, { ...key, ...words, authorUserId: userId, createdAt: now() }) };
      }),

    /** @throws AppError not_found, forbidden when it is somebody else's */
    changeNote: ({ text, userId, ...key }: NoteKey & ByAuthor & { text: string }) =>
      inConversation(db, key, async (tx) => {
        await checkIsOwn(tx, key, userId);
        await updateNote(tx, key, { ...(await readWords(tx, key.accountId, text)), editedAt: now() });
      }),

    /** @throws AppError not_found, forbidden when it is somebody else's */
    removeNote: ({ userId, ...key }: NoteKey & ByAuthor) =>
      inConversation(db, key, async (tx) => {
        await checkIsOwn(tx, key, userId);
        await deleteNote(tx, key);
      }),
  };
}

async function readWords(tx: Database, accountId: string, body: string): Promise<NoteWords> {
  const mentionedUserIds = mentionedIn(body);
  const people = await listMembersAmong(tx, accountId, mentionedUserIds);
  if (people.length < mentionedUserIds.length)
    throw new AppError("bad_request", "Somebody you mention isn't in the team any more.");
  return { body, mentionedUserIds };
}

async function checkIsOwn(tx: Database, key: NoteKey, userId: string): Promise<void> {
  const note = await findNoteAuthor(tx, key);
  if (!note) throw new AppError("not_found", "This note doesn't exist any more.");
  if (note.authorUserId !== userId) throw new AppError("forbidden", "Only whoever wrote a note can change it.");
}
