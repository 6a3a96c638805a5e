import type { Passage } from "../knowledge/passage";

export type TurnOutcome = "answered" | "handed_off" | "automated" | "ignored";

/** How sure the bot was: it answered plainly, answered with its source and an offer of a person, or handed over. */
export type ConfidenceBand = "sure" | "hedged" | "handed_over";

/** Why a received message got no answer of the bot; each has words for people in IGNORE_REASONS. */
export const IGNORE_REASONS = {
  not_direct: "Groups, status updates and broadcasts are not answered.",
  opted_out: "The customer asked not to be written to.",
  person_active: "A person is answering here.",
  too_old: "It arrived while Parley was offline and is too old to answer.",
  nothing_to_answer: "There is nothing in it to answer.",
  taken_back: "The customer took it back.",
  loop: "Another bot seems to be answering; stopped to avoid a loop.",
  flood: "This customer got as many answers as the bot gives in a minute or an hour; it answers again after a while.",
} as const;
export type IgnoreReason = keyof typeof IGNORE_REASONS;

export interface HistoryEntry {
  role: "customer" | "bot" | "person";
  text: string;
}

/** One sentence of a reply and the passages (by index into the turn's passages) that support it. */
export interface CitedSentence {
  text: string;
  citations: number[];
}

export interface Draft {
  action: "answer" | "clarify" | "handoff" | "smalltalk";
  sentences: CitedSentence[];
}

/** How the note of a model that asked for a person begins; its own words follow. */
export const MODEL_ASKED = "The model asked for a person";

/** @param why in the model's own words, on one line; "" for none */
export const modelAskedWords = (why: string): string =>
  why === "" ? "The model asked for a person." : `The model asked for a person: “${why}”`;

/** What a model did in place of an answer; `note` is for people. */
export type ToolAct =
  | { kind: "hand_off"; note: string }
  /** `reply` is the form's first question, with its variables not yet filled in. */
  | { kind: "start_form"; formId: string; reply: string; note: string };

/** One use of a tool by a model. */
export interface ToolUse {
  name: string;
  /** As people know it. */
  label: string;
  input: unknown;
  outcome: "found" | "nothing" | "failed" | "acted";
  /** What it said, or why there is nothing. */
  note: string;
  ms: number;
}

/** How a question is answered. `form`: with the first question of a form, which begins. */
export type Decision = "answer" | "clarify" | "handoff" | "smalltalk" | "form";

/** What answering a question came to, before anything is sent. */
export interface AnswerResult {
  decision: Decision;
  band: ConfidenceBand;
  /** What the customer reads; always something, also when it is handed over. */
  reply: string;
  /** For people; null when it was answered. */
  handoffReason: string | null;
  /** Answerability of the best passage, 0..1; null when nothing was retrieved. */
  score: number | null;
  /** Passages the reply stands on, best first. */
  citations: Passage[];
  /** In which it is written (ISO 639-1): the customer's. */
  language?: string;
  /** Of the decision `form`: the form that begins. */
  formId?: string;
  trace: TurnTrace;
}

/** Everything needed to answer "why this answer"; stored as JSON with the turn. */
export interface TurnTrace {
  /** The question as understood, after rewriting with the conversation. */
  understoodQuestion: string;
  passages: Passage[];
  sentences: CitedSentence[];
  /** What grounding dropped and why, in words. */
  dropped: { text: string; why: string }[];
  model: string;
  promptVersion: string;
  usage: { inputTokens: number; outputTokens: number } | null;
  steps: { name: string; ms: number; note?: string }[];
  /** What the model used; absent when it used none. */
  tools?: ToolUse[];
}

/** Of a turn that was decided before the agent was asked, by this step. */
export const traceWithoutAgent = (question: string, step: TurnTrace["steps"][number]): TurnTrace => ({
  understoodQuestion: question,
  passages: [],
  sentences: [],
  dropped: [],
  model: "none",
  promptVersion: "",
  usage: null,
  steps: [step],
});

/**
 * What is left of a trace when its customer has taken back what they wrote. Tools were asked with their words, and
 * answered about them.
 */
export function withoutWords({ tools: _, ...trace }: TurnTrace, question: string): TurnTrace {
  const passages = trace.passages.map((passage) => (passage.isFromTool ? { ...passage, text: "" } : passage));
  return { ...trace, passages, understoodQuestion: question };
}

/** What is left of a trace that is too old to be kept: what figures are made of. */
export const CLEARED_TRACE = { understoodQuestion: "", passages: [], sentences: [], dropped: [], steps: [] } as const;

/** A model that asks for a person says why in words of its own, which may be the customer's. */
export const reasonWithoutWords = (reason: string | null): string | null =>
  reason?.startsWith(MODEL_ASKED) ? modelAskedWords("") : reason;

interface Cited {
  sentences: readonly CitedSentence[];
  passages: readonly Passage[];
}

/** The passages that a reply cites, by the sentences that survived grounding; each once, in order of first use. */
export function citedPassages({ sentences, passages }: Cited): Passage[] {
  const cited = new Set(sentences.flatMap(({ citations }) => citations));
  return [...cited].flatMap((index) => passages[index] ?? []);
}

/** The documents they stand in, each once. What a tool said stands in none. */
export const citedDocumentIds = (trace: Cited): string[] => [
  ...new Set(citedPassages(trace).flatMap(({ documentId, isFromTool }) => (isFromTool ? [] : [documentId]))),
];
