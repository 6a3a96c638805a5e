import type { ConfidenceBand, ToolUse, TurnTrace } from "../agent/turn";
import type { MessageKey, Translate } from "./translate";

export interface BandWords {
  label: string;
  /** What the bot did, and why. */
  sentence: string;
  /** What it does in such a case. */
  rule: string;
  /** How many of three bars the mark shows: it reads without colour. */
  level: 0 | 2 | 3;
}

const NAMES = { sure: "sure", hedged: "hedged", handed_over: "handedOver" } as const satisfies Record<
  ConfidenceBand,
  string
>;
const LEVELS: Record<ConfidenceBand, BandWords["level"]> = { sure: 3, hedged: 2, handed_over: 0 };

/** How sure the bot was, in words. */
export const bandWords = (t: Translate, band: ConfidenceBand): BandWords => ({
  label: t(`answer.bands.${NAMES[band]}.label`),
  sentence: t(`answer.bands.${NAMES[band]}.sentence`),
  rule: t(`answer.bands.${NAMES[band]}.rule`),
  level: LEVELS[band],
});

/** What the bot did and why; a tool's word needs no document. */
export const bandSentence = (t: Translate, band: ConfidenceBand, isFromTool: boolean): string =>
  isFromTool && band === "sure" ? t("answer.bands.sureByTool") : bandWords(t, band).sentence;

/** A number with so many decimals, as the locale writes it. */
const withDecimals = (value: number, digits: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value);

/** A score as people compare them: two decimals, never more than is known. */
export const formatScore = (score: number, locale: string): string => withDecimals(score, 2, locale);

const STEPS: Record<string, MessageKey> = {
  gate: "answer.steps.gate",
  understand: "answer.steps.understand",
  rules: "answer.steps.rules",
  "rules-after": "answer.steps.rulesAfter",
  models: "answer.steps.models",
  courtesy: "answer.steps.courtesy",
  topics: "answer.steps.topics",
  translate: "answer.steps.translate",
  retrieve: "answer.steps.retrieve",
  rerank: "answer.steps.rerank",
  answer: "answer.steps.answer",
  ground: "answer.steps.ground",
  reply: "answer.steps.reply",
  "check-outgoing": "answer.steps.checkOutgoing",
  "ask-helped": "answer.steps.askHelped",
  rating: "answer.steps.rating",
};

/** The name of a pipeline step for people; a step nobody has named yet shows its own name. */
export function stepWords(t: Translate, name: string): string {
  const step = STEPS[name];
  return step ? t(step) : name.replaceAll(/[-_]/g, " ");
}

const TOOL_OUTCOMES: Record<ToolUse["outcome"], MessageKey> = {
  found: "answer.toolOutcomes.found",
  nothing: "answer.toolOutcomes.nothing",
  failed: "answer.toolOutcomes.failed",
  acted: "answer.toolOutcomes.acted",
};
export const toolOutcomeWords = (t: Translate, outcome: ToolUse["outcome"]): string => t(TOOL_OUTCOMES[outcome]);

/** What a tool was given, "order: LB-2041"; "" when it was given nothing. */
export const toolInputWords = (input: unknown): string =>
  Object.entries(input ?? {})
    .map(([name, value]) => `${name.replaceAll("_", " ")}: ${String(value)}`)
    .join(", ");

const SEARCHING = "retrieve";
/** The note of a step that failed. */
const FAILED = "failed";
/** Steps of the turn that stand outside of the agent, whose settings say nothing about them. */
const OUTSIDE = ["gate", "rules", "rules-after", "rating"];

type Step = TurnTrace["steps"][number];

/** Why nothing was searched, by the step that ended the turn; its note says more. */
const SETTLED: Record<string, (t: Translate, step: Step) => string> = {
  gate: (t) => t("answer.unsearched.gate"),
  rules: (t) => t("answer.unsearched.rules"),
  rating: (t) => t("answer.unsearched.rating"),
  courtesy: (t, { note }) => t(note ? "answer.unsearched.greeting" : "answer.unsearched.clear"),
  topics: (t, { note }) => (note ? t("answer.unsearched.topic", { topic: note }) : t("answer.unsearched.someTopic")),
};

/** For people: which step ended a turn that never searched the documents; null when they were searched. */
export function unsearchedWords(
  t: Translate,
  { steps, passages }: Pick<TurnTrace, "steps" | "passages">,
): string | null {
  const search = steps.find(({ name }) => name === SEARCHING);
  if (search?.note === FAILED) return t("answer.unsearched.failed");
  if (passages.length > 0 || search) return null;
  const last = steps.filter(({ name }) => name !== "rules-after").at(-1);
  return (last && last.note !== FAILED && SETTLED[last.name]?.(t, last)) || t("answer.unsearched.notReached");
}

/** Whether the settings had a say: the agent was asked, and not only the gate and rules. */
export const wasAgentAsked = ({ steps }: Pick<TurnTrace, "steps">): boolean =>
  steps.some(({ name }) => !OUTSIDE.includes(name));

/** "Delivery.pdf, page 2"; formats without pages have just the name. */
export const passageSource = (
  t: Translate,
  { documentName, page }: { documentName: string; page: number | null },
): string => (page === null ? documentName : t("answer.passages.source", { document: documentName, page }));
