import type { SmallTalk } from "../agent/small-talk";
import { OWN_TOOL_NAMES } from "../agent/tools/own-tool-names";
import { IGNORE_REASONS, type ToolUse, type TurnTrace } from "../agent/turn";
import type { OptOutIntent } from "../messaging/opt-out";
import type { MessageKey, Translate } from "./translate";

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
  "opt-out": "answer.steps.optOut",
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

/** What a tool is called: our own in the reader's language, those that the account added as it named them. */
export function toolWords(t: Translate, { name, label }: Pick<ToolUse, "name" | "label">): string {
  const own = OWN_TOOL_NAMES.find((known) => known === name);
  return own ? t(`answer.tools.${own}`) : label;
}

/** The same of a passage that a tool said: its id is `tool:business_hours:0`. */
export const toolSource = (t: Translate, { chunkId, documentName }: { chunkId: string; documentName: string }) =>
  toolWords(t, { name: chunkId.split(":")[1] ?? "", label: documentName });

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

const MAY_ANSWER = "answer";

const COURTESIES: Record<SmallTalk["kind"], MessageKey> = {
  greeting: "answer.notes.greeting",
  wellbeing: "answer.notes.wellbeing",
  thanks: "answer.notes.thanks",
  goodbye: "answer.notes.goodbye",
  aboutBot: "answer.notes.aboutBot",
};
const OPT_OUTS: Record<OptOutIntent, MessageKey> = {
  stop: "answer.notes.optOut.stop",
  start: "answer.notes.optOut.start",
};

/** Notes that are names and no sentences, by the step that makes them. */
const NAMED_NOTES: Record<string, Readonly<Record<string, MessageKey>>> = {
  gate: { [MAY_ANSWER]: "answer.notes.mayAnswer" },
  courtesy: COURTESIES,
  "opt-out": OPT_OUTS,
};
/** Their notes are somebody's own words: the name of a topic, a question. */
const IN_OWN_WORDS = ["topics", "translate"];

const valueAt = <Value>(names: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  names && Object.hasOwn(names, name) ? names[name] : undefined;

/**
 * What a step noted, for people; several sentences each on its own line. "" when it noted nothing.
 * @param tell says a stored sentence in the reader's language
 */
export function stepNoteWords(
  t: Translate,
  tell: (english: string) => string,
  { name, note = "" }: Pick<Step, "name" | "note">,
): string {
  if (note === FAILED) return t("answer.notes.failed");
  const named = valueAt(valueAt(NAMED_NOTES, name), note);
  if (named) return t(named);
  const isOwn = IN_OWN_WORDS.includes(name) && !note.startsWith("The model failed;");
  if (isOwn) return note;
  return tell((name === "gate" && valueAt<string>(IGNORE_REASONS, note)) || note);
}

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
