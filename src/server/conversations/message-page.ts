import { previewOf } from "@/domain/messaging/content";
import type { Database } from "@/server/db/client";
import type { ConversationKey } from "./conversation-queries";
import { listMedia } from "./media-queries";
import { findMessageSeq, type MessageSpan, selectMessages, selectQuoted } from "./queries";
import { listReactions } from "./reaction-queries";

export interface MessagePageAsk extends ConversationKey {
  limit: number;
  /** Those before this place; absent with `after` and `around`: the newest. */
  before?: number | undefined;
  /** Those after this place. */
  after?: number | undefined;
  /** The id of a message that stands in the middle; the newest when it isn't there any more. */
  around?: string | undefined;
}

/**
 * A page of messages, oldest first. `nextBefore` asks for the page before it and `nextAfter` for the one after it; null
 * when there is none.
 */
export async function listMessages(db: Database, { before, after, around, limit, ...key }: MessagePageAsk) {
  const middle = around === undefined ? undefined : await findMessageSeq(db, { ...key, messageId: around });
  const read = async (span: MessageSpan, size: number) => {
    // One more than is shown tells whether there are others.
    const rows = await readMessagePage(db, { ...key, ...span, limit: size + 1 });
    return { rows, hasMore: rows.length > size };
  };
  const newerSize = middle === undefined ? limit : Math.floor(limit / 2);
  const from = after ?? middle;
  const newer = from === undefined ? undefined : await read({ after: from }, newerSize);
  const olderSize = middle === undefined ? limit : limit - newerSize;
  const older =
    after === undefined ? await read({ before: middle === undefined ? before : middle + 1 }, olderSize) : undefined;
  const messages = [
    ...(older ? older.rows.slice(0, olderSize).reverse() : []),
    ...(newer ? newer.rows.toReversed().slice(0, newerSize) : []),
  ];
  return {
    messages,
    nextBefore: older?.hasMore ? (messages[0]?.seq ?? null) : null,
    nextAfter: newer?.hasMore ? (messages.at(-1)?.seq ?? null) : null,
  };
}

/**
 * A page of messages as the inbox shows them, newest first: with what each answers, its file and the reactions to it.
 * Four statements, however many messages there are.
 */
export async function readMessagePage(db: Database, page: ConversationKey & MessageSpan & { limit: number }) {
  const rows = await selectMessages(db, page);
  const { accountId } = page;
  const messageIds = rows.map(({ id }) => id);
  const quotedIds = rows.flatMap(({ quotedStanzaId }) => quotedStanzaId ?? []);
  const quoted = await selectQuoted(db, page, quotedIds);
  const media = await listMedia(db, { accountId, messageIds });
  const reactions = await listReactions(db, { accountId, messageIds });
  return rows.map((read) => {
    const { quotedStanzaId, ...row } = removedOr(read);
    const answered = quotedStanzaId ? quoted.get(quotedStanzaId) : undefined;
    return {
      ...row,
      quoted: answered ? { author: answered.author, preview: previewOf(answered) } : null,
      media: shownMedia(media.get(row.id)),
      // Nobody sees any more what they were about.
      reactions: row.deletedAt || row.removedAfterDays !== null ? [] : (reactions.get(row.id) ?? []),
    };
  });
}

type Row = Awaited<ReturnType<typeof selectMessages>>[number];

/** Of a message that was too old to be kept nothing is left but when it was removed. */
function removedOr(row: Row): Row {
  if (row.removedAfterDays === null) return row;
  const nothing = { details: null, quotedStanzaId: null, editedAt: null, band: null, reason: null, outboxError: null };
  return { ...row, ...nothing, kind: "text", body: "" };
}

type Media = Awaited<ReturnType<typeof listMedia>> extends Map<string, infer Row> ? Row : never;

/** An empty transcript says that nothing could be made of a recording; there is nothing to show of it. */
const shownMedia = (media: Media | undefined) =>
  media ? { ...media, transcript: media.transcript?.trim() ? media.transcript : null } : null;
