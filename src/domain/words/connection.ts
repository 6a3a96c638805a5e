import { REASON_WORDS, type ReasonCode } from "../messaging/connection-reasons";
import type { ConnectionState } from "../messaging/connection-state";
import type { Translate } from "./translate";

/** How much attention a state asks for; the interface gives each tone its colour and shape. */
export type Tone = "success" | "busy" | "attention" | "danger" | "idle";

const TONES: Record<ConnectionState, Tone> = {
  stopped: "idle",
  connecting: "busy",
  qr: "attention",
  pairing_code: "attention",
  passkey_required: "attention",
  authenticating: "busy",
  ready: "success",
  reconnecting: "busy",
  conflict: "attention",
  logged_out: "danger",
  failed: "danger",
};

/** A state in two or three words, for lists and the rail: its messages are on every page. */
export const connectionStatus = (t: Translate, state: ConnectionState): { tone: Tone; label: string } => ({
  tone: TONES[state],
  label: t(`shell.connection.${state}`),
});

export interface ConnectionWords {
  tone: Tone;
  /** One line that says where things stand. */
  title: string;
  /** What it means for customers and what to do next. */
  detail: string;
}

/** Every state of a connection in words for its owner. */
export const connectionWords = (t: Translate, state: ConnectionState): ConnectionWords => ({
  tone: TONES[state],
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

/** Calling codes of one and two digits; every other one has three (ITU-T E.164, list of assigned codes). */
const SHORT_CALLING_CODES = /^(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** `351912345678` as `+351 912 345 678`: the country, then groups of three from the left; other text stays as it is. */
export function formatPhoneNumber(digits: string): string {
  const bare = digits.replace(/^\+/, "");
  if (!/^\d{7,15}$/.test(bare)) return digits;
  const code = SHORT_CALLING_CODES.exec(bare)?.[0] ?? bare.slice(0, 3);
  // What would leave one digit alone makes the last group one of four.
  const groups = bare.slice(code.length).match(/\d{4}$|\d{3}(?=\d{2})|\d{1,3}$/g) ?? [];
  return [`+${code}`, ...groups].join(" ");
}
