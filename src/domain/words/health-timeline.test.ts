import fc from "fast-check";
import { expect, test } from "vitest";
import { CONNECTION_STATES, type ConnectionState } from "../messaging/connection-state";
import { type HistoryRow, lengthOf, stateSince, stretchesWithin, toPeriods, toStretches } from "./health-timeline";

const NOON = Date.parse("2026-03-14T12:00:00Z");
const at = (seconds: number) => new Date(NOON + seconds * 1000);

/** Newest first, from `[seconds after noon, state, reason]` in the order in which they happened. */
const history = (...rows: [number, ConnectionState, string?][]): HistoryRow[] =>
  rows.map(([seconds, state, reason]) => ({ at: at(seconds), state, reason: reason ?? null })).toReversed();

const shortly = (rows: HistoryRow[]) => toPeriods(rows).map(({ phase, times }) => `${phase} ${times}`);

test("the steps of linking are one period", () => {
  const rows = history([0, "connecting"], [2, "qr"], [40, "authenticating"], [50, "ready"]);
  expect(toPeriods(rows)).toEqual([
    { phase: "up", from: at(50), until: null, times: 1, reasons: [] },
    { phase: "linking", from: at(0), until: at(50), times: 1, reasons: [] },
  ]);
});

test("tries to come back are one period that counts them and keeps each reason once", () => {
  const rows = history(
    [0, "ready"],
    [600, "reconnecting", "Offline."],
    [700, "reconnecting", "The browser stopped."],
    [710, "connecting"],
    [720, "reconnecting", "Offline."],
    [900, "ready"],
  );
  const [, trouble] = toPeriods(rows);
  expect(trouble).toEqual({
    phase: "reconnecting",
    from: at(600),
    until: at(900),
    times: 3,
    reasons: ["Offline.", "The browser stopped."],
  });
});

test("a connection that lasts moments between two drops is part of the trouble; one of a minute is not", () => {
  const flapping = history([0, "ready"], [600, "reconnecting"], [610, "ready"], [640, "reconnecting"], [650, "ready"]);
  expect(shortly(flapping)).toEqual(["up 1", "reconnecting 2", "up 1"]);
  const stable = history([0, "ready"], [600, "reconnecting"], [610, "ready"], [670, "reconnecting"], [680, "ready"]);
  expect(shortly(stable)).toEqual(["up 1", "reconnecting 1", "up 1", "reconnecting 1", "up 1"]);
});

test("what failed and is tried again now and then is one period until it works", () => {
  const rows = history([0, "failed", "Gave up."], [900, "connecting"], [960, "failed", "Gave up."], [1800, "qr"]);
  expect(shortly(rows)).toEqual(["linking 1", "failed 2"]);
});

test("a state stands since the first of its rows in a row", () => {
  expect(stateSince([])).toBeNull();
  expect(stateSince(history([0, "ready"], [5, "reconnecting"], [9, "reconnecting"]))).toEqual(at(5));
  expect(stateSince(history([0, "ready"], [5, "ready"]))).toEqual(at(0));
});

test("a day's strip says what was when, and admits what nobody recorded", () => {
  const rows = history([60, "ready"], [120, "reconnecting"], [150, "ready"], [180, "stopped"]);
  expect(toStretches(rows, { from: at(0), until: at(240) })).toEqual([
    { kind: "unknown", from: at(0), until: at(60) },
    { kind: "up", from: at(60), until: at(120) },
    { kind: "returning", from: at(120), until: at(150) },
    { kind: "up", from: at(150), until: at(180) },
    { kind: "down", from: at(180), until: at(240) },
  ]);
});

test("what began before the strip fills it from its first moment", () => {
  const rows = history([-500, "stopped"], [-400, "ready"]);
  expect(toStretches(rows, { from: at(0), until: at(60) })).toEqual([{ kind: "up", from: at(0), until: at(60) }]);
});

const anyHistory = fc
  .array(fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.constantFrom(...CONNECTION_STATES)), { maxLength: 60 })
  .map((rows) => history(...rows.toSorted(([a], [b]) => a - b)));

test("whatever happened, a strip has no gap, no overlap and no two neighbours of one kind", () => {
  fc.assert(
    fc.property(anyHistory, (rows) => {
      const stretches = toStretches(rows, { from: at(0), until: at(86_400) });
      expect(stretches[0]?.from).toEqual(at(0));
      expect(stretches.at(-1)?.until).toEqual(at(86_400));
      for (const [index, stretch] of stretches.entries()) {
        expect(stretch.from < stretch.until).toBe(true);
        const next = stretches[index + 1];
        if (next) expect([next.from, next.kind === stretch.kind]).toEqual([stretch.until, false]);
      }
      const kinds = ["up", "returning", "down", "unknown"] as const;
      expect(kinds.reduce((sum, kind) => sum + lengthOf(stretches, kind), 0)).toBe(86_400_000);
    }),
  );
});

test("the cells of a strip add up to the strip", () => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 86_400 }), (rows, cut) => {
      const stretches = toStretches(rows, { from: at(0), until: at(86_400) });
      const cells = [...stretchesWithin(stretches, at(0), at(cut)), ...stretchesWithin(stretches, at(cut), at(86_400))];
      for (const kind of ["up", "returning", "down", "unknown"] as const)
        expect(lengthOf(cells, kind)).toBe(lengthOf(stretches, kind));
    }),
  );
});

test("whatever happened, periods follow one another without gaps and only the newest goes on", () => {
  fc.assert(
    fc.property(anyHistory, (rows) => {
      const periods = toPeriods(rows);
      expect(periods.length > 0).toBe(rows.length > 0);
      for (const [index, period] of periods.entries())
        expect(period.until).toEqual(index === 0 ? null : periods[index - 1]?.from);
    }),
  );
});
