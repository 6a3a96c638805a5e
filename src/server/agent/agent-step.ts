import type { AnswerSettings } from "@/domain/agent/settings";
import type { AnswerResult, CitedSentence, Draft, HistoryEntry, ToolUse, TurnTrace } from "@/domain/agent/turn";
import type { Passage } from "@/domain/knowledge/passage";

export interface AnswerRequest {
  accountId: string;
  /** How the bot calls the business. */
  accountName: string;
  /** What the customer wrote, all messages of the turn; "" when none of them has text. */
  question: string;
  /** The conversation before it, oldest first. */
  history: readonly HistoryEntry[];
  settings: AnswerSettings;
  /** What was said before `history`, in short; null or absent: nothing, or nobody has put it into words yet. */
  summary?: string | null;
  /** What is known of the customer and this question needs, by name. For a model that writes; quoting needs none of it. */
  facts?: Readonly<Record<string, string>>;
  /** Where it was asked; absent where nobody is answered: in the playground, in test questions and in replays. */
  conversation?: AskedIn;
}

export interface AskedIn {
  id: string;
  isGroup: boolean;
  /** The same for every try at the same messages, and for no others. */
  occasion: string;
  mayStartForms: boolean;
}

/** How a turn ends: what the customer reads and what people see of it. */
export type Ending = Pick<AnswerResult, "decision" | "band" | "reply" | "handoffReason" | "formId">;

/** What is known about a turn while it passes through the steps. */
export interface AgentTurn {
  readonly request: AnswerRequest;
  /** Language of the reply (ISO 639-1). */
  language: string;
  /** Language of the question when it says so clearly itself; undefined for "X4?". */
  questionLanguage: string | undefined;
  /** The question as understood, after rewriting with the conversation. */
  question: string;
  /** The other way to read it in its conversation; a guess when only the documents can tell which of the two is meant. */
  otherReading: { question: string; isGuess: boolean } | null;
  /** The question in the language of the documents, when that is another one and a model could translate it. */
  translation: { language: string; question: string } | null;
  passages: readonly Passage[];
  /** More of what was found, the passages among it, for whoever puts it in order; none where nobody does. */
  candidates: readonly Passage[];
  /** Answerability of the best passage, 0..1. */
  score: number | null;
  draft: Draft | null;
  /** What grounding left of the draft. */
  sentences: readonly CitedSentence[];
  dropped: TurnTrace["dropped"];
  /** What would be sent, before it is looked at a last time. */
  outgoing: Ending | null;
  /** Aborted once the customer has waited for models as long as a turn allows; what follows does without them. */
  readonly patience: AbortSignal;
  model: string;
  promptVersion: string;
  usage: TurnTrace["usage"];
  /** Whether the model is offered tools. */
  readonly hasTools: boolean;
  /** What it used on the way. */
  toolUses: readonly ToolUse[];
}

export interface StepResult {
  turn: AgentTurn;
  /** Set when the turn is over; the steps after it are skipped. */
  ending?: Ending;
  /** For people who look at the trace. */
  note?: string;
}

/** One step of answering. A step that throws ends the turn with a handover, never with silence. */
export interface AgentStep {
  /** Shown in the trace; words for it stand in domain/words/answer.ts. */
  readonly name: string;
  run(turn: AgentTurn, signal: AbortSignal): Promise<StepResult>;
}

/** For a call of a model: stopped with the turn, or when the turn has waited long enough. */
export const whilePatient = (turn: Pick<AgentTurn, "patience">, signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, turn.patience]);

/** Sums the tokens of several calls; null stays "no model was asked". */
export const addUsage = (sum: TurnTrace["usage"], more: NonNullable<TurnTrace["usage"]>): TurnTrace["usage"] => ({
  inputTokens: (sum?.inputTokens ?? 0) + more.inputTokens,
  outputTokens: (sum?.outputTokens ?? 0) + more.outputTokens,
});
