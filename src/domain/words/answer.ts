import type { ConfidenceBand, ToolUse, TurnTrace } from "../agent/turn";

export interface BandWords {
  label: string;
  /** What the bot did, and why. */
  sentence: string;
  /** What it does in such a case. */
  rule: string;
  /** How many of three bars the mark shows: it reads without colour. */
  level: 0 | 2 | 3;
}

const BANDS: Record<ConfidenceBand, BandWords> = {
  sure: {
    label: "Sure",
    sentence: "The documents answer this directly, so the bot answered plainly.",
    rule: "The documents answer the question directly: it answers plainly.",
    level: 3,
  },
  hedged: {
    label: "Hedged",
    sentence: "The documents probably answer this. The bot named its source and offered a person.",
    rule: "They probably answer it: it names the source and offers a person.",
    level: 2,
  },
  handed_over: {
    label: "Handed over",
    sentence: "Nothing in the documents supports an answer, so the bot handed over to a person.",
    rule: "Nothing in them supports an answer: it says so and calls a person.",
    level: 0,
  },
};

/** How sure the bot was, in words. */
export const bandWords = (band: ConfidenceBand): BandWords => BANDS[band];

/** What the bot did and why; a tool's word needs no document. */
export const bandSentence = (band: ConfidenceBand, isFromTool: boolean): string =>
  isFromTool && band === "sure" ? "A tool told this, so the bot answered plainly." : BANDS[band].sentence;

/** A score as people compare them: two decimals, never more than is known. */
export const formatScore = (score: number): string => score.toFixed(2);

/** `4 ms`, `320 ms`, `1.4 s`, `12 s`. */
export function formatMilliseconds(ms: number): string {
  if (ms < 0.5) return "0 ms";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

const STEPS: Record<string, string> = {
  gate: "Whether the bot may answer",
  understand: "Understand the question",
  rules: "Automation rules",
  "rules-after": "Automation rules about the hand-over",
  models: "Choose the model",
  courtesy: "Greetings and wishes",
  topics: "Subjects to stay away from",
  translate: "Translate the question",
  retrieve: "Find passages",
  rerank: "Put the passages in order",
  answer: "Write the answer",
  ground: "Check every sentence",
  reply: "Put the reply together",
  "check-outgoing": "Look at the reply a last time",
};

/** The name of a pipeline step for people; a step nobody has named yet shows its own name. */
export const stepWords = (name: string): string => STEPS[name] ?? name.replaceAll(/[-_]/g, " ");

const TOOL_OUTCOMES: Record<ToolUse["outcome"], string> = {
  found: "Found",
  nothing: "Found nothing",
  failed: "Didn't work",
  acted: "Done",
};
export const toolOutcomeWords = (outcome: ToolUse["outcome"]): string => TOOL_OUTCOMES[outcome];

/** What a tool was given, "order: LB-2041"; "" when it was given nothing. */
export const toolInputWords = (input: unknown): string =>
  Object.entries(input ?? {})
    .map(([name, value]) => `${name.replaceAll("_", " ")}: ${String(value)}`)
    .join(", ");

const SEARCHING = "retrieve";
/** The note of a step that failed. */
const FAILED = "failed";
/** Steps of the turn that stand outside of the agent, whose settings say nothing about them. */
const OUTSIDE = ["gate", "rules", "rules-after"];

type Step = TurnTrace["steps"][number];

/** Why nothing was searched, by the step that ended the turn; its note says more. */
const SETTLED: Record<string, (step: Step) => string> = {
  gate: () => "This was settled before the bot was asked, so no document was searched.",
  rules: () => "An automation rule or a form took this turn, so no document was searched.",
  courtesy: ({ note }) =>
    note
      ? "It was a greeting or a few kind words, so no document was searched."
      : "What they want is clear without any document, so none was searched.",
  topics: ({ note }) =>
    `It is about ${note ? `“${note}”` : "a subject"}, which the bot keeps out of, so no document was searched.`,
};
const NOT_REACHED = "Answering ended before any document was searched.";
const NOT_SEARCHED = "The documents could not be searched just then.";

/** For people: which step ended a turn that never searched the documents; null when they were searched. */
export function unsearchedWords({ steps, passages }: Pick<TurnTrace, "steps" | "passages">): string | null {
  const search = steps.find(({ name }) => name === SEARCHING);
  if (search?.note === FAILED) return NOT_SEARCHED;
  if (passages.length > 0 || search) return null;
  const last = steps.filter(({ name }) => name !== "rules-after").at(-1);
  return (last && last.note !== FAILED && SETTLED[last.name]?.(last)) || NOT_REACHED;
}

/** Whether the settings had a say: the agent was asked, and not only the gate and rules. */
export const wasAgentAsked = ({ steps }: Pick<TurnTrace, "steps">): boolean =>
  steps.some(({ name }) => !OUTSIDE.includes(name));

/** "Delivery.pdf, page 2"; formats without pages have just the name. */
export const passageSource = (passage: { documentName: string; page: number | null }): string =>
  passage.page === null ? passage.documentName : `${passage.documentName}, page ${passage.page}`;
