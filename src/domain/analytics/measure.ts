import type { TurnOutcome } from "../agent/turn";
import { type Cell, CellSheet, type Window } from "./cells";
import { countThread, type MessageFact } from "./conversation-metrics";
import { handoffKindOf } from "./handoff-kinds";

/** Turns that came to the same at about the same time. */
export interface TurnFact {
  /** In ms since 1970, to the quarter of an hour. */
  at: number;
  outcome: TurnOutcome;
  reason: string | null;
  /** ISO 639-1; null where nobody had to know it, and of turns older than the column. */
  language: string | null;
  model: string | null;
  /** How many they are. */
  count: number;
  /** Of how many the tokens are known, which are added up. */
  metered: number;
  inputTokens: number;
  outputTokens: number;
}

export interface Facts {
  /** Each in order: see countThread. */
  threads: readonly (readonly MessageFact[])[];
  turns: readonly TurnFact[];
}

/**
 * What happened in a window. The threads have their messages of the window, those of SETTLED_AFTER_MS after it, and
 * those before it back to where a conversation begins; `asOf` is now.
 */
export function measure({ threads, turns }: Facts, window: Window, asOf: number): Cell[] {
  const sheet = new CellSheet(window);
  for (const thread of threads) countThread(sheet, thread, asOf);
  for (const turn of turns) countTurn(sheet, turn);
  return sheet.list();
}

function countTurn(sheet: CellSheet, { at, outcome, reason, language, count, ...used }: TurnFact) {
  sheet.add("turns", at, { dimension: outcome, count });
  if (outcome === "handed_off") sheet.add("handoffs", at, { dimension: handoffKindOf(reason), count });
  if (outcome === "handed_off" || outcome === "answered")
    sheet.add("languages", at, { dimension: language ?? "unknown", count });
  if (used.metered === 0) return;
  const metered = { dimension: used.model ?? "unknown", count: used.metered };
  sheet.add("input_tokens", at, { ...metered, sum: used.inputTokens });
  sheet.add("output_tokens", at, { ...metered, sum: used.outputTokens });
}

const UP = /^👍/u;
const DOWN = /^👎/u;

/** What is never final and always counted anew: a reaction can be changed, an opt-out taken back. */
export interface ChangingFacts {
  /** Of customers to messages of the bot, and to those that asked whether an answer of it helped. */
  reactions: readonly { at: number; emoji: string }[];
  /** When answers asked whether they helped, and what their customer said; null: nothing. */
  asked: readonly { at: number; emoji: string | null }[];
  /** When customers who are opted out became so. */
  optOuts: readonly number[];
}

const thumbIn = (emoji: string) => (UP.test(emoji) ? "up" : DOWN.test(emoji) ? "down" : undefined);

export function measureChanging({ reactions, asked, optOuts }: ChangingFacts, window: Window): Cell[] {
  const sheet = new CellSheet(window);
  for (const { at, emoji } of reactions) {
    const dimension = thumbIn(emoji);
    if (dimension) sheet.add("ratings", at, { dimension });
  }
  for (const { at, emoji } of asked) sheet.add("asked", at, { dimension: thumbIn(emoji ?? "") ?? "none" });
  for (const at of optOuts) sheet.add("opt_outs", at);
  return sheet.list();
}
