import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONNECTION_EVENTS,
  CONNECTION_TIMING,
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionStatus,
  INITIAL_STATUS,
  transition,
} from "./connection-machine";
import { REASON_WORDS } from "./connection-reasons";
import { CONNECTION_STATES } from "./connection-state";

const around = { timing: CONNECTION_TIMING, random: 0.5 };

/** Every situation a connection can be in: its state, and whether a driver connection stands behind it. */
const SITUATIONS = {
  stopped: { state: "stopped", link: "none" },
  connecting: { state: "connecting", link: "opening" },
  qr: { state: "qr", link: "opening" },
  pairing: { state: "pairing_code", link: "opening" },
  passkey: { state: "passkey_required", link: "opening" },
  signing_in: { state: "authenticating", link: "opening" },
  ready: { state: "ready", link: "open" },
  waiting: { state: "reconnecting", link: "none" },
  retrying: { state: "reconnecting", link: "opening" },
  offline: { state: "reconnecting", link: "open" },
  conflict: { state: "conflict", link: "none" },
  logged_out: { state: "logged_out", link: "none" },
  failed: { state: "failed", link: "none" },
} as const satisfies Record<string, Pick<ConnectionStatus, "state" | "link">>;
type Situation = keyof typeof SITUATIONS;
const situations = Object.keys(SITUATIONS) as Situation[];

const statusOf = (situation: Situation, failures = 2): ConnectionStatus => ({
  ...SITUATIONS[situation],
  failures,
  reason: null,
});

const situationOf = ({ state, link }: ConnectionStatus): Situation | undefined =>
  situations.find((name) => SITUATIONS[name].state === state && SITUATIONS[name].link === link);

// One row per event, one column per situation in the order of SITUATIONS; "-" = nothing changes.
// biome-ignore format: it is a table
const TABLE: Record<ConnectionEvent, string> = {
  //                        stopped    connecting qr         pairing    passkey    signing_in ready      waiting    retrying   offline    conflict   logged_out failed
  start_requested:        "connecting -          -          -          -          -          -          retrying   -          -          connecting connecting connecting",
  stop_requested:         "stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped",
  logout_requested:       "logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out logged_out",
  parley_stopping:        "-          stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    -          -          stopped",
  lease_lost:             "-          stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    stopped    -          -          stopped",
  link_method_changed:    "-          connecting connecting connecting connecting -          -          -          retrying   -          -          -          -",
  qr_shown:               "-          qr         -          qr         qr         qr         qr         -          qr         qr         -          -          -",
  pairing_code_shown:     "-          pairing    pairing    -          pairing    pairing    pairing    -          pairing    pairing    -          -          -",
  passkey_required:       "-          passkey    passkey    passkey    -          passkey    passkey    -          passkey    passkey    -          -          -",
  phone_scanned:          "-          signing_in signing_in signing_in signing_in -          -          -          signing_in -          -          -          -",
  session_ready:          "-          ready      ready      ready      ready      ready      -          -          ready      ready      -          -          -",
  network_lost:           "-          -          -          -          -          -          offline    -          -          -          -          -          -",
  network_back:           "-          -          -          -          -          -          -          -          -          ready      -          -          -",
  unlinked:               "-          logged_out logged_out logged_out logged_out logged_out logged_out -          logged_out logged_out -          -          -",
  opened_elsewhere:       "-          conflict   conflict   conflict   conflict   conflict   conflict   -          conflict   conflict   -          -          -",
  browser_lost:           "-          waiting    waiting    waiting    waiting    waiting    waiting    -          waiting    waiting    -          -          -",
  not_responding:         "-          waiting    waiting    waiting    waiting    waiting    waiting    -          waiting    waiting    -          -          -",
  deaf:                   "-          -          -          -          -          -          waiting    -          -          -          -          -          -",
  connect_overdue:        "-          waiting    -          -          -          -          -          -          waiting    -          -          -          -",
  authentication_overdue: "-          -          -          -          -          waiting    -          -          -          -          -          -          -",
  offline_overdue:        "-          -          -          -          -          -          -          -          -          waiting    -          -          -",
  scan_overdue:           "-          -          stopped    stopped    -          -          -          -          -          -          -          -          -",
  passkey_overdue:        "-          -          -          -          stopped    -          -          -          -          -          -          -          -",
  retry_due:              "-          -          -          -          -          -          -          retrying   -          -          -          -          connecting",
  proved_stable:          "-          -          -          -          -          -          -          -          -          -          -          -          -",
};

const cases = CONNECTION_EVENTS.flatMap((event) => {
  const cells = TABLE[event].split(/\s+/);
  return situations.map((situation, column) => ({ situation, event, expected: cells[column]! }));
});

test("the table has a cell for every situation and event", () => {
  expect(cases).toHaveLength(situations.length * CONNECTION_EVENTS.length);
  expect(cases.filter(({ expected }) => expected !== "-" && !situations.includes(expected as Situation))).toEqual([]);
  expect(new Set(Object.values(SITUATIONS).map(({ state }) => state))).toEqual(new Set(CONNECTION_STATES));
});

test.each(cases)("$situation on $event: $expected", ({ situation, event, expected }) => {
  const before = statusOf(situation);
  const { status, effects } = transition(before, event, around);
  if (expected !== "-") return expect(situationOf(status)).toBe(expected);
  expect(situationOf(status)).toBe(situation);
  expect(effects).toEqual([]);
});

const kinds = (effects: ConnectionEffect[]) => effects.map(({ type }) => type);

describe("effects", () => {
  test("ready sweeps up messages, and counts as stable only after a minute", () => {
    const { effects } = transition(statusOf("signing_in"), "session_ready", around);
    expect(effects).toEqual([{ type: "deadline", event: "proved_stable", afterMs: 60_000 }, { type: "serve" }]);
  });

  test("coming back from offline sweeps up messages too", () => {
    expect(kinds(transition(statusOf("offline"), "network_back", around).effects)).toContain("serve");
  });

  test("an unlinked phone forgets the session and is not retried", () => {
    const { effects } = transition(statusOf("ready"), "unlinked", around);
    expect(effects).toEqual([{ type: "close", forgetSession: true }, { type: "no_deadline" }, { type: "rest" }]);
  });

  test("a conflict keeps the session and waits for the owner", () => {
    const { effects } = transition(statusOf("ready"), "opened_elsewhere", around);
    expect(effects).toEqual([{ type: "close", forgetSession: false }, { type: "no_deadline" }, { type: "rest" }]);
  });

  test("unlinking a number that is not connected forgets its stored session", () => {
    const { effects } = transition(statusOf("stopped"), "logout_requested", around);
    expect(effects[0]).toEqual({ type: "close", forgetSession: true });
  });

  test("stopping Parley or losing the lease does not make the account rest", () => {
    for (const event of ["parley_stopping", "lease_lost"] as const)
      expect(kinds(transition(statusOf("ready"), event, around).effects)).toEqual(["close", "no_deadline"]);
  });

  test("a new code while one is shown keeps the first deadline", () => {
    expect(transition(statusOf("qr"), "qr_shown", around).effects).toEqual([]);
  });
});

describe("linking a phone", () => {
  test.each([
    { event: "qr_shown", deadline: "scan_overdue", afterMs: CONNECTION_TIMING.scanMs, reason: "nobody_scanned" },
    {
      event: "pairing_code_shown",
      deadline: "scan_overdue",
      afterMs: CONNECTION_TIMING.pairingMs,
      reason: "nobody_typed_the_code",
    },
    {
      event: "passkey_required",
      deadline: "passkey_overdue",
      afterMs: CONNECTION_TIMING.passkeyMs,
      reason: "passkey_not_confirmed",
    },
  ] as const)("$event waits for the owner for a time of its own, then stops and says why", (row) => {
    const waiting = transition(statusOf("connecting"), row.event, around);
    expect(waiting.effects).toEqual([{ type: "deadline", event: row.deadline, afterMs: row.afterMs }]);
    const over = transition(waiting.status, row.deadline, around);
    expect(over.status).toMatchObject({ state: "stopped", reason: row.reason });
    expect(kinds(over.effects)).toEqual(["close", "no_deadline", "rest"]);
  });

  test("a passkey wall after the scan waits for the owner instead of the phone", () => {
    const { effects } = transition(statusOf("signing_in"), "passkey_required", around);
    expect(effects).toEqual([{ type: "deadline", event: "passkey_overdue", afterMs: CONNECTION_TIMING.passkeyMs }]);
  });

  test("another way of linking opens another page, and is no failure", () => {
    const { status, effects } = transition(statusOf("qr", 3), "link_method_changed", around);
    expect(status).toMatchObject({ state: "connecting", failures: 3, reason: null });
    expect(kinds(effects)).toEqual(["close", "open", "deadline"]);
  });
});

test("a deaf page is a failure like any other: it is opened anew, and counts", () => {
  const { status, effects } = transition(statusOf("ready", 0), "deaf", around);
  expect(status).toEqual({ state: "reconnecting", link: "none", failures: 1, reason: "messages_not_arriving" });
  expect(kinds(effects)).toEqual(["close", "deadline"]);
});

describe("failures in a row", () => {
  const failTimes = (times: number, random: number) => {
    let status = statusOf("connecting", 0);
    const waits: number[] = [];
    for (let i = 0; i < times; i++) {
      const failed = transition(status, "browser_lost", { timing: CONNECTION_TIMING, random });
      const deadline = failed.effects.find((effect) => effect.type === "deadline");
      waits.push(deadline?.afterMs ?? Number.NaN);
      status = transition(failed.status, "retry_due", around).status;
      if (failed.status.state === "failed") return { waits, last: failed.status };
    }
    return { waits, last: status };
  };

  test("wait longer and longer, from one second to one minute", () => {
    expect(failTimes(8, 0).waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(Math.max(...failTimes(11, 0.999999).waits)).toBe(60_000);
  });

  test("end in `failed` after the cap, with words, and are tried now and then afterwards", () => {
    const { waits, last } = failTimes(50, 0.5);
    expect(waits).toHaveLength(CONNECTION_TIMING.maxFailures);
    expect(last).toMatchObject({ state: "failed", reason: "gave_up" });
    expect(waits.at(-1)).toBe(CONNECTION_TIMING.failedRetryMs);
  });

  test("are forgotten after a stable minute, and only then", () => {
    const ready = transition(statusOf("retrying", 5), "session_ready", around).status;
    expect(ready.failures).toBe(5);
    expect(transition(ready, "proved_stable", around).status.failures).toBe(0);
  });
});

test("every reason is a sentence for people", () => {
  for (const words of Object.values(REASON_WORDS)) expect(words).toMatch(/^[A-Z].*[.]$/);
});

test("whatever happens, there is at most one connection and never one without a deadline or health to end it", () => {
  const events = fc.array(
    fc.tuple(fc.constantFrom(...CONNECTION_EVENTS), fc.double({ min: 0, max: 0.999, noNaN: true })),
  );
  fc.assert(
    fc.property(events, (sequence) => {
      let status = INITIAL_STATUS;
      let open = 0;
      let deadline: ConnectionEvent | null = null;
      for (const [event, random] of sequence) {
        const next = transition(status, event, { timing: CONNECTION_TIMING, random });
        for (const effect of next.effects) {
          if (effect.type === "open") open += 1;
          if (effect.type === "close") open = 0;
          if (effect.type === "deadline") deadline = effect.event;
          if (effect.type === "no_deadline") deadline = null;
        }
        status = next.status;
        expect(situationOf(status)).toBeDefined();
        expect(open).toBe(status.link === "none" ? 0 : 1);
        const expectsDeadline = !["stopped", "conflict", "logged_out"].includes(status.state);
        expect(deadline !== null).toBe(expectsDeadline);
        expect(status.failures).toBeLessThanOrEqual(CONNECTION_TIMING.maxFailures);
      }
    }),
  );
});
