import type { FactKind } from "./fact";
import { factsToProve, provenKeys, unprovenFacts } from "./facts";
import { onlyLeadsOver } from "./lead-ins";
import { joinListMarks, withoutListMarks } from "./list-marks";
import { addressesModel } from "./model-instructions";
import { unprovenNames } from "./names";
import type { CitedSentence, Draft } from "./turn";
import { isEcho, longestUnsupportedRun, repeatsCustomer, repeatsQuestion } from "./unsupported-runs";
import { contentStems, lexicalSupport } from "./word-overlap";

/** What grounding reads of a passage. */
export interface GroundingSource {
  /** What stands in it, and the name and heading that say what it is about. */
  text: string;
  heading: string;
  documentName: string;
  /** Said by a tool, in our words or those of another system, whatever the language of the documents. */
  isFromTool?: true;
}

export interface GroundingResult {
  kept: CitedSentence[];
  /** What was taken out and why, in words for the people who look at the trace. */
  dropped: { text: string; why: string }[];
}

/**
 * Share of a sentence's content words that its sources must contain. An answer in the sources' own language scores
 * 0.5-1 even when it is rephrased, text about something else 0-0.25.
 */
const MIN_LEXICAL_SUPPORT = 0.5;
/** Content words in a row that no source has: of 684 sentences in which people rephrased documents, six have more. */
const MAX_UNSUPPORTED_RUN = 3;
/**
 * A question back to the customer is worded freely and only names what the passages offer; and what a tool says is
 * data, "delivery date: 1 December", which a sentence puts into words of its own.
 */
const MIN_FREE_SUPPORT = 0.3;
/** Ours is, and most systems name their data in it. */
const TOOL_LANGUAGE = "en";
/** "Yes, it is." has no words to compare; a longer text without any is letters or signs that mean something to somebody. */
const MAX_WITHOUT_WORDS = 60;
const CONTACTS: readonly FactKind[] = ["link", "email", "phone"];

const sourceText = (source: GroundingSource): string => `${source.documentName}\n${source.heading}\n${source.text}`;

const NOT_IN_SOURCE: Record<FactKind, (text: string) => string> = {
  link: (text) => `the link “${text}” is not in the source`,
  email: (text) => `the e-mail address “${text}” is not in the source`,
  phone: (text) => `the phone number “${text}” is not in the source`,
  date: (text) => `the date “${text}” is not in the source`,
  time: (text) => `the time “${text}” is not in the source`,
  price: (text) => `the price “${text}” is not in the source`,
  percentage: (text) => `the percentage “${text}” is not in the source`,
  code: (text) => `the name “${text}” is not in the source`,
  number: (text) => `the number “${text}” is not in the source`,
  weekday: (text) => `the day “${text}” is not in the source`,
};

export interface GroundingContext {
  /** The draft is in the language of the passages, so that words can be compared. */
  sameLanguage: boolean;
  /** What the customer wrote in this conversation. */
  customerText: string;
  /** Language of the draft (ISO 639-1), when it is known. */
  language?: string | undefined;
  /** Names that need no source: the business's own. */
  ownNames?: readonly string[] | undefined;
}

/** What one sentence is held against. */
interface Claim {
  text: string;
  sources: readonly string[];
  /** What may be named besides: by the customer, in a question back to them. */
  alsoNamed: readonly string[];
  minSupport: number;
  /** The sentence is in the language of its sources. */
  comparesWords: boolean;
  context: GroundingContext;
}

/** Says why a sentence is not supported, in words for the people who look at the trace; undefined when it is. */
export type GroundingRule = (claim: Claim) => string | undefined;

const orders: GroundingRule = ({ text }) => (addressesModel(text) ? "it repeats an order to the model" : undefined);

const facts: GroundingRule = ({ text, sources, alsoNamed }) => {
  // Reading the sources takes the longest, and most sentences have no facts.
  if (factsToProve(text).length === 0) return undefined;
  const [proven, named] = [provenKeys(sources), provenKeys(alsoNamed)];
  // Where to go and whom to call is never for the customer to say.
  const invented = unprovenFacts(text, proven).find(
    ({ kind, provenBy }) => CONTACTS.includes(kind) || !provenBy.some((key) => named.has(key)),
  );
  return invented && NOT_IN_SOURCE[invented.kind](invented.text);
};

const names: GroundingRule = ({ text, sources, alsoNamed, context }) => {
  // A translation may write them in another way.
  if (!context.sameLanguage) return undefined;
  const known = [...sources, ...alsoNamed, ...(context.ownNames ?? [])];
  const [invented] = unprovenNames(text, known, context.language);
  return invented && `the name “${invented}” is not in the source`;
};

const words: GroundingRule = ({ text, sources, minSupport, comparesWords, context }) => {
  // Between languages words cannot be compared; the facts above were. What only says the customer's words is no translation.
  if (!comparesWords) return isEcho(text, context.customerText) ? "it repeats what the customer said" : undefined;
  if (onlyLeadsOver(text)) return undefined;
  if (contentStems(text).size === 0 && text.length > MAX_WITHOUT_WORDS) return "it has no words that could be compared";
  if (lexicalSupport(text, sources) < minSupport || longestUnsupportedRun(text, sources) > MAX_UNSUPPORTED_RUN)
    return "its words are not in the source";
  return repeatsCustomer(text, context.customerText, sources) ? "it repeats what the customer said" : undefined;
};

const questions: GroundingRule = ({ text, sources }) =>
  repeatsQuestion(text, sources) ? "it asks what the document asks" : undefined;

/** By name, in the order in which they are asked. */
export const GROUNDING_RULES: Readonly<Record<"orders" | "questions" | "facts" | "names" | "words", GroundingRule>> = {
  orders,
  questions,
  facts,
  names,
  words,
};

const ASKS = /[?？؟;]["'”’)]*$/u;

/**
 * Keeps the sentences of a draft that its passages support: each needs a passage that exists, every number, price, date,
 * time, link, address, phone number, product code and name must stand in the passages it cites, and enough of its words
 * too. A clarifying question needs no citation but may state nothing that the passages or the customer didn't say.
 * Pure text comparison: it catches what was invented, not what was misread.
 */
export function groundDraft(
  draft: Draft,
  passages: readonly GroundingSource[],
  context: GroundingContext,
  rules: readonly GroundingRule[] = Object.values(GROUNDING_RULES),
): GroundingResult {
  const kept: CitedSentence[] = [];
  const dropped: { text: string; why: string }[] = [];
  for (const sentence of joinListMarks(draft.sentences)) {
    const text = sentence.text.trim();
    if (text === "") continue;
    const stated = withoutListMarks(text);
    if (stated === "") {
      dropped.push({ text, why: "it is the mark of a list and says nothing" });
      continue;
    }
    const citations = [...new Set(sentence.citations)].filter((index) => passages[index] !== undefined);
    const asksBack = draft.action === "clarify" && ASKS.test(text);
    if (citations.length === 0 && !asksBack) {
      dropped.push({ text, why: "it names no source" });
      continue;
    }
    const isFromTools = !asksBack && citations.every((index) => passages[index]?.isFromTool);
    const claim: Claim = {
      text: stated,
      context,
      sources: asksBack ? passages.map(sourceText) : citations.map((index) => sourceText(passages[index]!)),
      alsoNamed: asksBack ? [context.customerText] : [],
      minSupport: asksBack || isFromTools ? MIN_FREE_SUPPORT : MIN_LEXICAL_SUPPORT,
      comparesWords: isFromTools ? context.language === TOOL_LANGUAGE : context.sameLanguage,
    };
    const why = rules.reduce<string | undefined>((found, rule) => found ?? rule(claim), undefined);
    if (why === undefined) kept.push({ text, citations });
    else dropped.push({ text, why });
  }
  return { kept, dropped };
}
