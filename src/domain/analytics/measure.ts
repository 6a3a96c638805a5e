import type { TurnOutcome } from "../agent/turn";
import { type Cell, CellSheet, type Window } from "./cells";
import { countThread, inOrder, type MessageFact } from "./conversation-metrics";
import { handoffKindOf } from "./handoff-kinds";

export interface TurnFact {
  at: number;
  outcome: TurnOutcome;
  reason: string | null;
  /** ISO 639-1; null where nobody had to know it, and of turns older than the column. */
  language: string | null;
  model: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

export interface Facts {
  messages: readonly MessageFact[];
  turns: readonly TurnFact[];
}

/**
 * What happened in a window. The messages are those of the window, those of SETTLED_AFTER_MS after it, and of each thread
 * those before it back to where a conversation begins; `asOf` is now.
 */
export function measure({ messages, turns }: Facts, window: Window, asOf: number): Cell[] {
  const sheet = new CellSheet(window);
  for (const thread of Map.groupBy(messages, ({ conversationId }) => conversationId).values())
    countThread(sheet, thread.toSorted(inOrder), asOf);
  for (const turn of turns) countTurn(sheet, turn);
  return sheet.list();
}

function countTurn(sheet: CellSheet, { at, outcome, reason, language, model, inputTokens, outputTokens }: TurnFact) {
  sheet.add("turns", at, { dimension: outcome });
  if (outcome === "handed_off") sheet.add("handoffs", at, { dimension: handoffKindOf(reason) });
  if (outcome === "handed_off" || outcome === "answered")
    sheet.add("languages", at, { dimension: language ?? "unknown" });
  if (inputTokens === null || outputTokens === null) return;
  const dimension = model ?? "unknown";
  sheet.add("input_tokens", at, { dimension, sum: inputTokens });
  sheet.add("output_tokens", at, { dimension, sum: outputTokens });
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
