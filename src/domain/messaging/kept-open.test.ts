import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareConversations, type Placed } from "./conversation-order";
import { type KeptOpen, keepOpen, withKept } from "./kept-open";

const row = (id: string, minute = 0): Placed => ({
  id,
  lastMessageAt: new Date(minute * 60_000),
  priority: "normal",
});
const [ana, bo, cleo] = [row("ana", 3), row("bo", 2), row("cleo", 1)];
const UNREAD = "unread";

describe("what was opened from a list of unread conversations", () => {
  /** Goes through what the list sees, and says which one it keeps after each. */
  const seen = (...steps: { openId: string | null; rows: Placed[]; listKey?: string }[]) => {
    let kept: KeptOpen<Placed> | null = null;
    return steps.map(({ listKey = UNREAD, ...step }) => {
      kept = keepOpen(kept, { listKey, ...step });
      return kept?.row.id ?? null;
    });
  };

  test("stays once it is read", () => {
    expect(seen({ openId: "bo", rows: [ana, bo] }, { openId: "bo", rows: [ana] })).toEqual(["bo", "bo"]);
  });

  test("stays when one goes back to the list alone, as on phones", () => {
    expect(seen({ openId: "bo", rows: [bo] }, { openId: "bo", rows: [] }, { openId: null, rows: [] })).toEqual([
      ...["bo", "bo", "bo"],
    ]);
  });

  test("goes when another one is opened, from the list or not", () => {
    expect(seen({ openId: "bo", rows: [ana, bo] }, { openId: "ana", rows: [ana] })).toEqual(["bo", "ana"]);
    expect(seen({ openId: "bo", rows: [ana, bo] }, { openId: "found", rows: [ana] })).toEqual(["bo", null]);
  });

  test("goes when another list is chosen, and doesn't come back with the first", () => {
    expect(
      seen(
        { openId: "bo", rows: [ana, bo] },
        { openId: "bo", rows: [ana], listKey: "unread of mine" },
        { openId: "bo", rows: [ana] },
      ),
    ).toEqual(["bo", null, null]);
  });

  test("is nothing that was read before it was opened", () => {
    expect(seen({ openId: "cleo", rows: [ana, bo] })).toEqual([null]);
  });

  test("is as the list had it last", () => {
    const first = keepOpen(null, { listKey: UNREAD, openId: "bo", rows: [bo] });
    const moved = row("bo", 9);
    expect(keepOpen(first, { listKey: UNREAD, openId: "bo", rows: [moved] })?.row).toBe(moved);
    expect(keepOpen(first, { listKey: UNREAD, openId: "bo", rows: [] })).toBe(first);
  });
});

describe("the rows with the one that is kept", () => {
  test("are as they are when they have it", () => {
    const rows = [ana, bo];
    expect(withKept(rows, row("bo", 9), { urgentFirst: false })).toBe(rows);
    expect(withKept(rows, undefined, { urgentFirst: false })).toBe(rows);
  });

  test("are in the order of the list, and none is lost", () => {
    const placed = fc.record({
      id: fc.integer({ min: 0, max: 30 }).map(String),
      lastMessageAt: fc.integer({ min: 0, max: 8 }).map((minute) => new Date(minute)),
      priority: fc.constantFrom("normal" as const, "high" as const),
    });
    const rowsOf = fc.uniqueArray(placed, { selector: ({ id }) => id, minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rowsOf, fc.nat(), fc.boolean(), (all, pick, urgentFirst) => {
        const ordered = all.toSorted((one, other) => compareConversations(one, other, { urgentFirst }));
        const kept = ordered[pick % ordered.length]!;
        const others = ordered.filter((one) => one !== kept);
        expect(withKept(others, kept, { urgentFirst })).toEqual(ordered);
      }),
    );
  });

  test("end with it when it is the oldest", () => {
    expect(withKept([ana, bo], cleo, { urgentFirst: false })).toEqual([ana, bo, cleo]);
  });
});
