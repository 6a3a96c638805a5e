import type { Tone } from "./connection";
import type { Availability, Phase } from "./health-timeline";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time with its two largest units: `40 s`, `4 min`, `3 h 12 min`, `2 d 4 h`. */
export function durationWords(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  const [unit, part, names] = ms < DAY ? [HOUR, MINUTE, ["h", "min"]] : [DAY, HOUR, ["d", "h"]];
  const whole = Math.floor(ms / unit);
  const rest = Math.floor((ms - whole * unit) / part);
  return rest === 0 ? `${whole} ${names[0]}` : `${whole} ${names[0]} ${rest} ${names[1]}`;
}

/** A share of time as `99.4 %`. Rounded down, so that only what was never interrupted is 100 %; null was never wanted. */
export function uptimeWords(share: number | null): string {
  if (share === null) return "Not counted yet";
  const percent = Math.floor(share * 1000) / 10;
  return `${percent} %`;
}

/** Shares 0..1 of the time in which it was wanted up; null when it never was. */
export interface Uptime {
  day: number | null;
  week: number | null;
}

/** How well the connection held. `recordedMs`: how much of the last 24 hours was recorded at all. */
export function uptimeSentence({ day, week }: Uptime, recordedMs: number): string {
  if (day === null && week === null) return "Nobody asked for a connection this week";
  if (recordedMs < HOUR) return "Too early to tell how well it holds";
  if (day === null) return `Connected ${uptimeWords(week)} of the time it was wanted this week`;
  const today = `Connected ${uptimeWords(day)} of the last 24 hours`;
  return week === null || week === day ? today : `${today}, ${uptimeWords(week)} of the week`;
}

/** Time left of a code: `2:41`, under a minute `45 s`. */
export function countdownWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long a recording is: `0:07`, `12:30`, `1:02:03`. */
export function playingTimeWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `ABCD1234` as `["ABCD", "1234"]`, as WhatsApp shows it on the phone; a hyphen that came with it is dropped. */
export const codeGroups = (code: string): string[] => code.replaceAll(/[\s-]/g, "").match(/.{1,4}/g) ?? [];

const PHASE_WORDS: Record<Phase, { label: string; tone: Tone }> = {
  up: { label: "Connected", tone: "success" },
  connecting: { label: "Connecting", tone: "busy" },
  linking: { label: "Linking a phone", tone: "attention" },
  reconnecting: { label: "Reconnecting", tone: "attention" },
  stopped: { label: "Disconnected", tone: "idle" },
  conflict: { label: "In use elsewhere", tone: "attention" },
  logged_out: { label: "Unlinked", tone: "danger" },
  failed: { label: "Not working", tone: "danger" },
};

/** A period of the history in two words. */
export const phaseWords = (phase: Phase) => PHASE_WORDS[phase];

/** How often something was tried or dropped, where that is worth a word; "" for once. */
export function timesWords(phase: Phase, times: number): string {
  if (times < 2) return "";
  return phase === "reconnecting" || phase === "failed" ? `${times} tries` : `${times} times`;
}

const AVAILABILITY_WORDS: Record<Availability, string> = {
  up: "Connected",
  returning: "Connecting",
  down: "Not connected",
  unknown: "No record",
};

export const availabilityWords = (kind: Availability): string => AVAILABILITY_WORDS[kind];
