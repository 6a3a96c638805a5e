import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ConversationsPage,
  compareConversations,
  cursorAfter,
  type Placed,
  placeChanged,
} from "./conversation-order";

const placed = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `conversation-${String(number).padStart(2, "0")}`),
  lastMessageAt: fc.integer({ min: 0, max: 8 }).map((minute) => new Date(minute * 60_000)),
  priority: fc.constantFrom("normal" as const, "high" as const),
});
const rowsOf = (options?: { maxLength: number }) =>
  fc.uniqueArray(placed, { selector: ({ id }) => id, maxLength: 25, ...options });

/** What the database would answer, page by page. */
function pagesOf(
  rows: readonly Placed[],
  limit: number,
  count: number,
  urgentFirst: boolean,
): ConversationsPage<Placed>[] {
  const ordered = rows.toSorted((one, other) => compareConversations(one, other, { urgentFirst }));
  const pages: ConversationsPage<Placed>[] = [];
  for (let at = 0; pages.length < count; at += limit) {
    const conversations = ordered.slice(at, at + limit);
    pages.push({ conversations, nextCursor: cursorAfter(conversations, limit) });
    if (pages.at(-1)?.nextCursor === null) break;
  }
  return pages;
}

const shown = (pages: readonly ConversationsPage<Placed>[]) => pages.flatMap(({ conversations }) => conversations);

test("a list after changes is what asking again for as much of it would give", () => {
  fc.assert(
    fc.property(
      rowsOf(),
      rowsOf({ maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      fc.func(fc.boolean()),
      (rows, changes, limit, count, urgentFirst, staysListed) => {
        const changedIds = changes.map(({ id }) => id);
        const listed = changes.filter((row) => staysListed(row.id));
        const after = [...rows.filter(({ id }) => !changedIds.includes(id)), ...listed];
        const before = pagesOf(rows, limit, count, urgentFirst);
        const end = before.at(-1)?.nextCursor ?? null;

        const merged = placeChanged(before, { changedIds, listed, urgentFirst });

        const expected = after
          .filter((row) => end === null || compareConversations(row, end, { urgentFirst }) <= 0)
          .toSorted((one, other) => compareConversations(one, other, { urgentFirst }));
        expect(shown(merged)).toEqual(expected);
      },
    ),
  );
});

test("a change in another list takes nothing away", () => {
  fc.assert(
    fc.property(rowsOf(), fc.boolean(), (rows, urgentFirst) => {
      const pages = pagesOf(rows, 5, 3, urgentFirst);
      expect(placeChanged(pages, { changedIds: ["unknown"], listed: [], urgentFirst })).toEqual(pages);
    }),
  );
});
