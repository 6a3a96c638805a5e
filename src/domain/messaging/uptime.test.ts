import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReasonCode } from "./connection-reasons";
import { CONNECTION_STATES, type ConnectionState } from "./connection-state";
import { isRestart, type StateChange, uptimeShare } from "./uptime";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute));
const changed = (minute: number, state: ConnectionState, reason: ReasonCode | null = null): StateChange => ({
  at: at(minute),
  state,
  reason,
});
const hour = { from: at(0), until: at(60) };

test.each([
  { why: "nothing is known", changes: [], share: null },
  { why: "ready all the time", changes: [changed(-500, "ready")], share: 1 },
  { why: "known since half an hour only", changes: [changed(30, "ready")], share: 1 },
  { why: "down for 15 minutes", changes: [changed(-5, "ready"), changed(45, "reconnecting", "offline")], share: 0.75 },
  {
    why: "linking waits for people and is not counted",
    changes: [changed(0, "qr"), changed(20, "authenticating"), changed(30, "ready")],
    share: 1,
  },
  { why: "stopped by the owner", changes: [changed(-9, "ready"), changed(0, "stopped")], share: null },
  {
    why: "Parley was down meanwhile",
    changes: [changed(0, "ready"), changed(30, "stopped", "parley_ended"), changed(45, "ready")],
    share: 0.75,
  },
  { why: "in use elsewhere", changes: [changed(0, "ready"), changed(6, "conflict", "opened_elsewhere")], share: 1 },
  { why: "given up", changes: [changed(-60, "failed", "gave_up")], share: 0 },
])("$why: $share", ({ changes, share }) => {
  expect(uptimeShare(changes, hour)).toBe(share);
});

const history = fc
  .array(fc.record({ minute: fc.integer({ min: -100, max: 200 }), state: fc.constantFrom(...CONNECTION_STATES) }))
  .map((rows) => rows.sort((a, b) => a.minute - b.minute).map(({ minute, state }) => changed(minute, state)));

test("it is a share, and two halves of a window that are up are up as a whole", () => {
  fc.assert(
    fc.property(history, (changes) => {
      const whole = uptimeShare(changes, hour);
      const halves = [
        uptimeShare(changes, { from: at(0), until: at(30) }),
        uptimeShare(changes, { from: at(30), until: at(60) }),
      ].filter((share) => share !== null);
      if (whole === null) {
        expect(halves).toEqual([]);
        return;
      }
      expect(whole).toBeGreaterThanOrEqual(Math.min(...halves) - 1e-9);
      expect(whole).toBeLessThanOrEqual(Math.max(...halves) + 1e-9);
      expect(whole >= 0 && whole <= 1).toBe(true);
    }),
  );
});

test.each([
  { change: changed(0, "reconnecting", "browser_lost"), counts: true },
  { change: changed(0, "reconnecting", "messages_not_arriving"), counts: true },
  { change: changed(0, "failed", "gave_up"), counts: true },
  { change: changed(0, "stopped", "parley_ended"), counts: true },
  { change: changed(0, "reconnecting", "offline"), counts: false },
  { change: changed(0, "reconnecting"), counts: false },
  { change: changed(0, "stopped", "nobody_scanned"), counts: false },
  { change: changed(0, "conflict", "opened_elsewhere"), counts: false },
])("$change.state because of $change.reason is a restart: $counts", ({ change, counts }) => {
  expect(isRestart(change)).toBe(counts);
});
