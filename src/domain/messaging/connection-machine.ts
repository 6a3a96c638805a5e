import { type BackoffSettings, backoffMs } from "./backoff";
import type { ReasonCode } from "./connection-reasons";
import { type ConnectionState, RESTING_STATES } from "./connection-state";

/**
 * Whether a connection of the driver exists behind the state. `opening`: made, never worked yet. `open`: was ready at
 * least once. `reconnecting` needs it: it is either waiting for a retry (`none`), trying (`opening`) or offline (`open`).
 */
type Link = "none" | "opening" | "open";

export interface ConnectionStatus {
  state: ConnectionState;
  link: Link;
  /** In a row, since the last stable minute. */
  failures: number;
  reason: ReasonCode | null;
}

export const CONNECTION_EVENTS = [
  "start_requested",
  "stop_requested",
  "logout_requested",
  "parley_stopping",
  "lease_lost",
  "link_method_changed",
  "qr_shown",
  "pairing_code_shown",
  "passkey_required",
  "phone_scanned",
  "session_ready",
  "network_lost",
  "network_back",
  "unlinked",
  "opened_elsewhere",
  "browser_lost",
  "not_responding",
  "deaf",
  "connect_overdue",
  "authentication_overdue",
  "offline_overdue",
  "scan_overdue",
  "passkey_overdue",
  "retry_due",
  "proved_stable",
] as const;
export type ConnectionEvent = (typeof CONNECTION_EVENTS)[number];

/** What the caller has to do, in this order. */
export type ConnectionEffect =
  /** Make a new connection with a new generation number and start it. */
  | { type: "open" }
  /** End the present connection; its later events are ignored. */
  | { type: "close"; forgetSession: boolean }
  /** Dispatch `event` after that time unless another deadline (or none) replaces it: there is one at a time. */
  | { type: "deadline"; event: ConnectionEvent; afterMs: number }
  | { type: "no_deadline" }
  /** Messages can be sent, and those that came in meanwhile must be swept up. */
  | { type: "serve" }
  /** The owner must ask again before it connects: it is not resumed by itself, not even after a restart. */
  | { type: "rest" };

export interface ConnectionTiming {
  connectMs: number;
  authenticateMs: number;
  offlineMs: number;
  /** How long a QR code, or one after the other, is shown to nobody. */
  scanMs: number;
  /** The same for codes to type: finding the place on the phone takes longer. */
  pairingMs: number;
  passkeyMs: number;
  stableMs: number;
  backoff: BackoffSettings;
  /** Failures in a row after which the account is `failed`. */
  maxFailures: number;
  /** A failed account is tried again this often, so that a night without internet heals by itself. */
  failedRetryMs: number;
}

export const CONNECTION_TIMING: ConnectionTiming = {
  connectMs: 60_000,
  authenticateMs: 120_000,
  offlineMs: 180_000,
  scanMs: 10 * 60_000,
  pairingMs: 15 * 60_000,
  passkeyMs: 5 * 60_000,
  stableMs: 60_000,
  backoff: { firstMs: 1000, longestMs: 60_000 },
  maxFailures: 12,
  failedRetryMs: 15 * 60_000,
};

export const INITIAL_STATUS: ConnectionStatus = { state: "stopped", link: "none", failures: 0, reason: null };

export interface Transition {
  status: ConnectionStatus;
  effects: ConnectionEffect[];
}

interface Surroundings {
  timing: ConnectionTiming;
  /** In [0, 1): spreads retries. */
  random: number;
}

/** Where a connection goes on an event, and what to do about it. An event that means nothing there changes nothing. */
export function transition(status: ConnectionStatus, event: ConnectionEvent, around: Surroundings): Transition {
  switch (event) {
    case "start_requested":
      return status.link !== "none" ? unchanged(status) : opening(startState(status), 0, around);
    case "retry_due":
      return isWaiting(status)
        ? opening(status.state === "failed" ? "connecting" : "reconnecting", status.failures, around)
        : unchanged(status);
    case "stop_requested":
      return ended(status, "stopped", null, { forgetSession: false });
    case "parley_stopping":
      return isAtRest(status) ? unchanged(status) : released(status, "parley_stopped");
    case "lease_lost":
      return isAtRest(status) ? unchanged(status) : released(status, null);
    case "logout_requested":
      return ended(status, "logged_out", "unlinked_here", { forgetSession: true });
    default:
      return status.link === "none" ? unchanged(status) : whileLinked(status, event, around);
  }
}

type LinkedEvent = Exclude<
  ConnectionEvent,
  "start_requested" | "retry_due" | "stop_requested" | "logout_requested" | "parley_stopping" | "lease_lost"
>;

/** Events that only a connection, or a deadline set for one, can raise. */
function whileLinked(status: ConnectionStatus, event: LinkedEvent, around: Surroundings): Transition {
  const { state, link } = status;
  switch (event) {
    case "link_method_changed":
      return isLinking(status) ? reopening(status, around) : unchanged(status);
    case "qr_shown":
      return entered(status, "qr", "opening", null, { event: "scan_overdue", afterMs: around.timing.scanMs });
    case "pairing_code_shown":
      return entered(status, "pairing_code", "opening", null, {
        event: "scan_overdue",
        afterMs: around.timing.pairingMs,
      });
    case "passkey_required":
      return entered(status, "passkey_required", "opening", null, {
        event: "passkey_overdue",
        afterMs: around.timing.passkeyMs,
      });
    case "phone_scanned":
      return link === "open" ? unchanged(status) : authenticating(status, around);
    case "session_ready":
      return serving(status, around);
    case "network_back":
      return state === "reconnecting" && link === "open" ? serving(status, around) : unchanged(status);
    case "network_lost":
      return state === "ready" ? offline(status, around) : unchanged(status);
    case "unlinked":
      return ended(status, "logged_out", "unlinked_on_phone", { forgetSession: true });
    case "opened_elsewhere":
      return ended(status, "conflict", "opened_elsewhere", { forgetSession: false });
    case "browser_lost":
      return failedOnce(status, "browser_lost", around);
    case "not_responding":
      return failedOnce(status, "not_responding", around);
    case "deaf":
      return state === "ready" ? failedOnce(status, "messages_not_arriving", around) : unchanged(status);
    case "connect_overdue":
      return isLoading(status) ? failedOnce(status, "page_did_not_load", around) : unchanged(status);
    case "authentication_overdue":
      return state === "authenticating" ? failedOnce(status, "sign_in_took_too_long", around) : unchanged(status);
    case "offline_overdue":
      return state === "reconnecting" && link === "open"
        ? failedOnce(status, "offline_too_long", around)
        : unchanged(status);
    case "scan_overdue":
      if (state === "qr") return ended(status, "stopped", "nobody_scanned", { forgetSession: false });
      if (state === "pairing_code") return ended(status, "stopped", "nobody_typed_the_code", { forgetSession: false });
      return unchanged(status);
    case "passkey_overdue":
      // Asking again would meet the same question, and nobody is there to answer it.
      return state === "passkey_required"
        ? ended(status, "stopped", "passkey_not_confirmed", { forgetSession: false })
        : unchanged(status);
    case "proved_stable":
      return state === "ready" ? { status: { ...status, failures: 0 }, effects: [] } : unchanged(status);
  }
}

const unchanged = (status: ConnectionStatus): Transition => ({ status, effects: [] });
const isAtRest = ({ state }: ConnectionStatus) => RESTING_STATES.includes(state);
const isWaiting = ({ state, link }: ConnectionStatus) =>
  link === "none" && (state === "reconnecting" || state === "failed");
const isLoading = ({ state, link }: ConnectionStatus) =>
  link === "opening" && (state === "connecting" || state === "reconnecting");
/** Nothing that a phone has begun would be lost by beginning anew. */
const isLinking = (status: ConnectionStatus) =>
  isLoading(status) || ["qr", "pairing_code", "passkey_required"].includes(status.state);
/** "Connecting again" is the truth only for somebody who saw it connected and lost. */
const startState = ({ state }: ConnectionStatus) => (state === "reconnecting" ? "reconnecting" : "connecting");

function opening(state: "connecting" | "reconnecting", failures: number, { timing }: Surroundings): Transition {
  return {
    status: { state, link: "opening", failures, reason: null },
    effects: [{ type: "open" }, { type: "deadline", event: "connect_overdue", afterMs: timing.connectMs }],
  };
}

/** Another page in place of the present one, because it is asked for something else: not a failure. */
function reopening(status: ConnectionStatus, around: Surroundings): Transition {
  const { status: next, effects } = opening(startState(status), status.failures, around);
  return { status: next, effects: [{ type: "close", forgetSession: false }, ...effects] };
}

/** A state with a deadline of its own; being told of it again does not start the deadline anew. */
function entered(
  status: ConnectionStatus,
  state: ConnectionState,
  link: Link,
  reason: ReasonCode | null,
  deadline: { event: ConnectionEvent; afterMs: number },
): Transition {
  if (status.state === state && status.link === link) return unchanged(status);
  return { status: { ...status, state, link, reason }, effects: [{ type: "deadline", ...deadline }] };
}

const authenticating = (status: ConnectionStatus, { timing }: Surroundings): Transition =>
  entered(status, "authenticating", "opening", null, {
    event: "authentication_overdue",
    afterMs: timing.authenticateMs,
  });

const offline = (status: ConnectionStatus, { timing }: Surroundings): Transition =>
  entered(status, "reconnecting", "open", "offline", { event: "offline_overdue", afterMs: timing.offlineMs });

function serving(status: ConnectionStatus, { timing }: Surroundings): Transition {
  const { status: next, effects } = entered(status, "ready", "open", null, {
    event: "proved_stable",
    afterMs: timing.stableMs,
  });
  return effects.length === 0 ? unchanged(status) : { status: next, effects: [...effects, { type: "serve" }] };
}

function failedOnce(status: ConnectionStatus, reason: ReasonCode, { timing, random }: Surroundings): Transition {
  const failures = Math.min(status.failures + 1, timing.maxFailures);
  const hasGivenUp = failures >= timing.maxFailures;
  const afterMs = hasGivenUp ? timing.failedRetryMs : backoffMs(failures, random, timing.backoff);
  return {
    status: hasGivenUp
      ? { state: "failed", link: "none", failures, reason: "gave_up" }
      : { state: "reconnecting", link: "none", failures, reason },
    effects: [
      { type: "close", forgetSession: false },
      { type: "deadline", event: "retry_due", afterMs },
    ],
  };
}

/** Nothing runs here any more, and whoever may (this process after a restart, another one now) goes on by itself. */
function released(status: ConnectionStatus, reason: ReasonCode | null): Transition {
  return {
    status: { state: "stopped", link: "none", failures: 0, reason },
    effects: [
      ...(status.link === "none" ? [] : [{ type: "close" as const, forgetSession: false }]),
      { type: "no_deadline" },
    ],
  };
}

function ended(
  status: ConnectionStatus,
  state: "stopped" | "logged_out" | "conflict",
  reason: ReasonCode | null,
  { forgetSession }: { forgetSession: boolean },
): Transition {
  // Forgetting works on what is stored as well, so it also runs when nothing is open.
  const mustClose = status.link !== "none" || forgetSession;
  return {
    status: { state, link: "none", failures: 0, reason },
    effects: [
      ...(mustClose ? [{ type: "close" as const, forgetSession }] : []),
      { type: "no_deadline" },
      { type: "rest" },
    ],
  };
}
