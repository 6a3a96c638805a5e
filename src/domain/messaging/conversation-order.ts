import type { Priority } from "./conversation";

/** What decides a conversation's place in a list. */
export interface Placed {
  id: string;
  lastMessageAt: Date;
  priority: Priority;
}

/** So many changed conversations are asked for at once; of more the whole list is. */
export const MAX_LISTED = 50;

/** A part of a list; `nextCursor` is its last row, null when nothing comes after it. */
export interface ConversationsPage<Row extends Placed> {
  conversations: Row[];
  nextCursor: Placed | null;
}

/** The cursor of the page after `rows`, which were asked for `limit` at a time. */
export function cursorAfter(rows: readonly Placed[], limit: number): Placed | null {
  const last = rows.length < limit ? undefined : rows.at(-1);
  return last ? { id: last.id, lastMessageAt: last.lastMessageAt, priority: last.priority } : null;
}

/**
 * Negative when `one` comes before `other`: newest first, a tie broken by id. `urgentFirst`: as those who wait are
 * listed. The database orders by the same rule (`selectConversations`).
 */
export function compareConversations(one: Placed, other: Placed, { urgentFirst }: { urgentFirst: boolean }): number {
  if (urgentFirst && one.priority !== other.priority) return one.priority === "high" ? -1 : 1;
  const byTime = other.lastMessageAt.getTime() - one.lastMessageAt.getTime();
  if (byTime !== 0) return byTime;
  return one.id === other.id ? 0 : one.id > other.id ? -1 : 1;
}

/**
 * The loaded part of a list after some of its conversations have changed, as asking for all of it again would give it.
 * A row beyond what is loaded is left to the page that will bring it.
 * @param changedIds what may have changed, and is taken from its old place
 * @param listed those of them that belong into this list now, as they are now
 */
export function placeChanged<Row extends Placed>(
  pages: readonly ConversationsPage<Row>[],
  { changedIds, listed, urgentFirst }: { changedIds: readonly string[]; listed: readonly Row[]; urgentFirst: boolean },
): ConversationsPage<Row>[] {
  const changed = new Set(changedIds);
  const isBefore = (one: Placed, other: Placed) => compareConversations(one, other, { urgentFirst }) < 0;
  const placed = pages.map(({ conversations, nextCursor }) => ({
    nextCursor,
    conversations: conversations.filter(({ id }) => !changed.has(id)),
  }));
  for (const row of listed) {
    const page = placed.find(({ nextCursor }) => nextCursor === null || !isBefore(nextCursor, row));
    if (!page) continue;
    const at = page.conversations.findIndex((other) => isBefore(row, other));
    page.conversations.splice(at === -1 ? page.conversations.length : at, 0, row);
  }
  return placed;
}
