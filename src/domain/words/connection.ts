import { REASON_WORDS, type ReasonCode } from "../messaging/connection-reasons";
import type { ConnectionState } from "../messaging/connection-state";
import { CONNECTION_TONES, type Tone } from "./connection-status";
import type { Translate } from "./translate";

export interface ConnectionWords {
  tone: Tone;
  /** One line that says where things stand. */
  title: string;
  /** What it means for customers and what to do next. */
  detail: string;
}

/** Every state of a connection in words for its owner. */
export const connectionWords = (t: Translate, state: ConnectionState): ConnectionWords => ({
  tone: CONNECTION_TONES[state],
  title: t(`connection.states.${state}.title`),
  detail: t(`connection.states.${state}.detail`),
});

const REASONS = new Map(
  Object.entries(REASON_WORDS).map(([code, words]): [string, ReasonCode] => [words, code as ReasonCode]),
);

/**
 * Why a connection is where it is, in the reader's language.
 * @param stored as it was written down, in English; what isn't known any more stays as it was
 */
export function reasonWords(t: Translate, stored: string): string {
  const code = REASONS.get(stored);
  return code ? t(`connection.reasons.${code}`) : stored;
}

/** True while Parley holds, or tries to hold, a line to WhatsApp, so that it can be told to let go. */
export const isConnectionUp = (state: ConnectionState): boolean =>
  state !== "stopped" && state !== "logged_out" && state !== "failed" && state !== "conflict";
