import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONNECTION_STATES } from "./connection-state";
import { type Disconnection, mustTellOfDisconnection, QUIET_MS } from "./disconnection";
import type { StateChange } from "./uptime";

const NOW = new Date("2026-03-14T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const change = (minutes: number, state: StateChange["state"], reason: StateChange["reason"] = null): StateChange => ({
  at: minutesAgo(minutes),
  state,
  reason,
});
const isTold = (changes: StateChange[], overrides: Partial<Disconnection> = {}) =>
  mustTellOfDisconnection({ changes, lastToldAt: null, watchedSince: minutesAgo(9999), now: NOW, ...overrides });

describe("people are told", () => {
  test.each([
    { why: "at once when the phone has unlinked it", changes: [change(0, "logged_out", "unlinked_on_phone")] },
    { why: "when it stays offline", changes: [change(15, "reconnecting", "offline")] },
    { why: "when every try fails", changes: [change(40, "reconnecting", "browser_lost"), change(1, "connecting")] },
    { why: "when it is used elsewhere and stays so", changes: [change(16, "conflict", "opened_elsewhere")] },
    {
      why: "when a restart finds that it has to be linked again",
      changes: [change(30, "stopped", "parley_stopped"), change(29, "qr"), change(19, "stopped", "nobody_scanned")],
    },
  ])("$why", ({ changes }) => {
    expect(isTold(changes)).toBe(true);
  });
});

describe("nobody is told", () => {
  test.each([
    { why: "of a short drop", changes: [change(14, "reconnecting", "offline")] },
    { why: "while it works", changes: [] },
    { why: "when somebody stopped it", changes: [change(60, "stopped")] },
    { why: "when somebody unlinked it here", changes: [change(60, "logged_out", "unlinked_here")] },
    {
      why: "when it was stopped and is being linked again",
      changes: [change(90, "stopped"), change(60, "qr"), change(50, "stopped", "nobody_scanned")],
    },
    { why: "of what is long past", changes: [change(49 * 60, "logged_out", "unlinked_on_phone")] },
  ] satisfies { why: string; changes: StateChange[] }[])("$why", ({ changes }) => {
    expect(isTold(changes)).toBe(false);
  });

  test("twice of the same disconnection, also not when it gets worse", () => {
    const changes = [change(60, "reconnecting", "offline"), change(2, "logged_out", "unlinked_on_phone")];
    expect(isTold(changes, { lastToldAt: minutesAgo(45) })).toBe(false);
  });

  test("again and again of a line that comes and goes, but of an unlinked number all the same", () => {
    const lastToldAt = minutesAgo(120);
    expect(isTold([change(20, "reconnecting", "offline")], { lastToldAt })).toBe(false);
    expect(isTold([change(20, "reconnecting", "offline")], { lastToldAt: minutesAgo(QUIET_MS / 60_000) })).toBe(true);
    expect(isTold([change(1, "logged_out", "unlinked_on_phone")], { lastToldAt })).toBe(true);
  });

  test("of the time in which Parley itself was off", () => {
    const changes = [change(600, "stopped", "parley_stopped"), change(1, "connecting")];
    expect(isTold(changes, { watchedSince: minutesAgo(1) })).toBe(false);
    expect(isTold(changes, { watchedSince: minutesAgo(15) })).toBe(true);
  });
});

test("whoever was told is not told again before it has worked, whatever happens meanwhile", () => {
  const changes = fc.array(fc.record({ minutes: fc.nat(500), state: fc.constantFrom(...CONNECTION_STATES) }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(changes, (drawn) => {
      const ordered = drawn.toSorted((a, b) => b.minutes - a.minutes);
      const history = ordered.map(({ minutes, state }) => change(minutes, state, "offline"));
      expect(isTold(history, { lastToldAt: history[0]!.at })).toBe(false);
    }),
  );
});
