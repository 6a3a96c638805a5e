import type { ZodType } from "zod";
import type { AnswerSettings } from "@/domain/agent/settings";
import type { Draft, HistoryEntry, TurnTrace } from "@/domain/agent/turn";
import type { Passage } from "@/domain/knowledge/passage";

export type Usage = NonNullable<TurnTrace["usage"]>;

/** What an account's settings say about how the model writes. */
export type Voice = Pick<AnswerSettings, "persona" | "tone" | "instructions">;

export interface RewriteInput {
  question: string;
  /** Oldest first, without the question. */
  history: readonly HistoryEntry[];
  /** What was said before that, in short. */
  summary?: string | null;
}

export interface DraftInput extends RewriteInput {
  accountName: string;
  /** How the account wants the bot to write. */
  voice?: Voice;
  /** Language to answer in (ISO 639-1). */
  language: string;
  /** What is known of the customer, by name. */
  facts?: Readonly<Record<string, string>>;
  passages: readonly Passage[];
  /** What the model may do on the way; absent: write. */
  tools?: ModelTools;
}

/** Tools as a model is offered them. */
export interface ModelTools {
  readonly list: readonly { name: string; description: string; inputs: ZodType }[];
  /** What the model is told of it, as JSON; never rejects but when the signal is aborted. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<object>;
  /** A tool ended the answer: nothing more is to be written. */
  isOver(): boolean;
}

export interface SummaryInput {
  /** What was said before `entries`, in short. */
  summary: string | null;
  /** Oldest first. */
  entries: readonly HistoryEntry[];
}

export interface TranslateInput {
  question: string;
  /** Language to translate into (ISO 639-1). */
  language: string;
}

export interface OrderInput {
  question: string;
  passages: readonly Pick<Passage, "heading" | "text">[];
}

/** A draft that cites the given passages by their index, not yet grounded. */
export interface WrittenDraft {
  draft: Draft;
  usage: Usage;
  /** The id of the model that wrote it. */
  model: string;
  /** The server took the question without the tools alone; default false. */
  leftOutTools?: boolean;
}

/** The port to a language model that understands and writes. Its methods throw when the model cannot be used. */
export interface ChatModel {
  /** As shown in the trace. */
  readonly id: string;
  readonly promptVersion: string;
  /** The question as it would be asked without the conversation before it. */
  rewriteQuestion(input: RewriteInput, signal: AbortSignal): Promise<{ question: string; usage: Usage }>;
  /** The question in another language, to look it up there. */
  translateQuestion(input: TranslateInput, signal: AbortSignal): Promise<{ question: string; usage: Usage }>;
  draftAnswer(input: DraftInput, signal: AbortSignal): Promise<WrittenDraft>;
  /** What was said in short, whatever length it came to. Absent where nobody can. */
  summarise?(input: SummaryInput, signal: AbortSignal): Promise<{ summary: string; usage: Usage }>;
  /**
   * The passages by how well they answer the question, as indexes, the best first. Whatever the model wrote: indexes may
   * repeat, be missing, or be of no passage.
   */
  orderPassages(input: OrderInput, signal: AbortSignal): Promise<{ order: number[]; usage: Usage }>;
}
