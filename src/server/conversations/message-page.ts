import { previewOf } from "@/domain/messaging/content";
import type { Database } from "@/server/db/client";
import type { ConversationKey } from "./conversation-queries";
import { listMedia } from "./media-queries";
import { selectMessages, selectQuoted } from "./queries";
import { listReactions } from "./reaction-queries";

/**
 * A page of messages as the inbox shows them, newest first: with what each answers, its file and the reactions to it.
 * Four statements, however many messages there are.
 */
export async function readMessagePage(
  db: Database,
  page: ConversationKey & { before: number | undefined; limit: number },
) {
  const rows = await selectMessages(db, page);
  const { accountId } = page;
  const messageIds = rows.map(({ id }) => id);
  const quotedIds = rows.flatMap(({ quotedStanzaId }) => quotedStanzaId ?? []);
  const quoted = await selectQuoted(db, page, quotedIds);
  const media = await listMedia(db, { accountId, messageIds });
  const reactions = await listReactions(db, { accountId, messageIds });
  return rows.map(({ quotedStanzaId, ...row }) => {
    const answered = quotedStanzaId ? quoted.get(quotedStanzaId) : undefined;
    return {
      ...row,
      quoted: answered ? { author: answered.author, preview: previewOf(answered) } : null,
      media: shownMedia(media.get(row.id)),
      // Nobody sees any more what they were about.
      reactions: row.deletedAt ? [] : (reactions.get(row.id) ?? []),
    };
  });
}

type Media = Awaited<ReturnType<typeof listMedia>> extends Map<string, infer Row> ? Row : never;

/** An empty transcript says that nothing could be made of a recording; there is nothing to show of it. */
const shownMedia = (media: Media | undefined) =>
  media ? { ...media, transcript: media.transcript?.trim() ? media.transcript : null } : null;
