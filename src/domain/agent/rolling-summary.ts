import { shortened } from "./shortened";
import type { HistoryEntry } from "./turn";

/** What a summary may take of the room in a prompt. */
export const SUMMARY_CHARACTERS = 600;
const LINE_CHARACTERS = 120;
/** Shorter ones are greetings, thanks and yes or no. */
const MIN_CHARACTERS = 12;

/**
 * What was said so far in short, without a model: the customer's messages, a line each, shortened, the newest last. What
 * no longer fits is forgotten from the beginning.
 */
export function rolledSummary(previous: string | null, entries: readonly HistoryEntry[]): string {
  const lines = entries
    .filter(({ role }) => role === "customer")
    .map(({ text }) => shortened(text, LINE_CHARACTERS))
    .filter((line) => line.length >= MIN_CHARACTERS);
  return newestLines([...(previous ?? "").split("\n"), ...lines]);
}

/** What a model wrote, as it is kept: one that wrote too much is cut. */
export const keptSummary = (written: string): string => shortened(written, SUMMARY_CHARACTERS);

function newestLines(lines: readonly string[]): string {
  const kept: string[] = [];
  let room = SUMMARY_CHARACTERS;
  for (const line of lines.filter((one) => one !== "").toReversed()) {
    room -= line.length + 1;
    if (room < -1) break;
    kept.unshift(line);
  }
  return kept.join("\n");
}
