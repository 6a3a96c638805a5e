/** What is known of a model that is asked again and again: whether asking it is worth a customer's time just now. */
export interface Circuit {
  /** Failures since it last worked. */
  failures: number;
  /** Not asked before this moment (ms since the epoch); 0 = it may be asked. */
  closedUntilMs: number;
}

export const WORKING_CIRCUIT: Circuit = { failures: 0, closedUntilMs: 0 };

/** This many in a row are no bad luck any more. */
export const FAILURES_TO_BREAK = 3;
/** The first pause; each failure after it doubles it. */
export const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** True when it may be asked at that moment. */
export const mayBeAsked = ({ closedUntilMs }: Circuit, nowMs: number): boolean => nowMs >= closedUntilMs;

const pauseMs = (failures: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, failures - FAILURES_TO_BREAK));

/**
 * The circuit once it is being asked. After a pause one caller tries it, and others wait for what comes of that as long as
 * the first pause.
 */
export const askedOnce = (circuit: Circuit, nowMs: number): Circuit =>
  circuit.failures < FAILURES_TO_BREAK ? circuit : { ...circuit, closedUntilMs: nowMs + FIRST_PAUSE_MS };

/** The circuit after a call that failed. */
export function afterFailure({ failures, closedUntilMs }: Circuit, nowMs: number): Circuit {
  const more = failures + 1;
  if (more < FAILURES_TO_BREAK) return { failures: more, closedUntilMs };
  return { failures: more, closedUntilMs: nowMs + pauseMs(more) };
}
