import fc from "fast-check";
import { expect, test } from "vitest";
import { toTimeline, withNotes } from "./timeline";

const aMessage = (id: string, sentAt: string, author = "customer") => ({ id, author, sentAt: new Date(sentAt) });

test("a line stands before the first message of each day of the reader's zone", () => {
  const entries = [aMessage("m1", "2026-03-14T22:30:00Z"), aMessage("m2", "2026-03-14T23:30:00Z")];
  const kinds = (zone: string) => toTimeline(entries, zone).map(({ kind }) => kind);
  expect(kinds("UTC")).toEqual(["day", "message", "message"]);
  expect(kinds("Europe/Madrid")).toEqual(["day", "message", "day", "message"]);
});

test("a run is one speaker without a long pause", () => {
  const items = toTimeline(
    [
      aMessage("m1", "2026-03-14T10:00:00Z"),
      aMessage("m2", "2026-03-14T10:01:00Z"),
      aMessage("m3", "2026-03-14T10:02:00Z", "bot"),
      aMessage("m4", "2026-03-14T10:30:00Z", "bot"),
    ],
    "UTC",
  ).filter((item) => item.kind === "message");
  expect(items.map(({ isFirstOfRun, isLastOfRun }) => [isFirstOfRun, isLastOfRun])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test("a line stands where the conversation was closed, and nowhere when it never was", () => {
  const entries = [5, 7, 9].map((seq) => ({ ...aMessage(`m${seq}`, "2026-03-14T10:00:00Z"), seq }));
  const kinds = (closedAfterSeq: number) => toTimeline(entries, "UTC", closedAfterSeq).map(({ kind }) => kind);
  expect(kinds(0)).toEqual(["day", "message", "message", "message"]);
  expect(kinds(8)).toEqual(["day", "message", "message", "closed", "message"]);
  expect(kinds(9)).toEqual(["day", "message", "message", "message", "closed"]);
  // It was closed before the oldest message that is shown.
  expect(kinds(4)).toEqual(["day", "message", "message", "message"]);
});

test("in a group every person is a speaker", () => {
  const items = toTimeline(
    [
      { ...aMessage("m1", "2026-03-14T10:00:00Z"), participantName: "Ana" },
      { ...aMessage("m2", "2026-03-14T10:01:00Z"), participantName: "Rui" },
      { ...aMessage("m3", "2026-03-14T10:02:00Z"), participantName: "Rui" },
    ],
    "UTC",
  );
  expect(items.flatMap((item) => (item.kind === "message" ? [item.isFirstOfRun] : []))).toEqual([true, true, false]);
});

test("whatever the clocks say, every message stands there once, in order, and keys don't repeat", () => {
  const entry = fc.record({ minute: fc.integer({ min: 0, max: 10_000 }), author: fc.constantFrom("customer", "bot") });
  fc.assert(
    fc.property(fc.array(entry), (drawn) => {
      const entries = drawn.map(({ minute, author }, index) => ({
        id: `m${index}`,
        author,
        sentAt: new Date(minute * 60_000),
      }));
      const items = toTimeline(entries, "Asia/Kolkata");
      expect(items.flatMap((item) => (item.kind === "message" ? [item.entry.id] : []))).toEqual(
        entries.map(({ id }) => id),
      );
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    }),
  );
});

test("notes stand where they were written, and only between messages that are there", () => {
  const at = (id: string, minute: number, author = "customer") => ({
    id,
    author,
    sentAt: new Date(Date.UTC(2026, 2, 1, 12, minute)),
  });
  const messages = [at("m1", 10), at("m2", 20)];
  const notes = [at("n1", 5, "note"), at("n2", 15, "note"), at("n3", 25, "note")];
  const ids = (span: { hasOlder: boolean; hasNewer: boolean }) => withNotes(messages, notes, span).map(({ id }) => id);
  expect(ids({ hasOlder: false, hasNewer: false })).toEqual(["n1", "m1", "n2", "m2", "n3"]);
  expect(ids({ hasOlder: true, hasNewer: true })).toEqual(["m1", "n2", "m2"]);
  expect(withNotes([], notes, { hasOlder: false, hasNewer: false })).toHaveLength(3);
});
