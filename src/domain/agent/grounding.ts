import { provenKeys, unprovenFacts } from "./facts";
import { addressesModel } from "./model-instructions";
import type { CitedSentence, Draft } from "./turn";
import { lexicalSupport } from "./word-overlap";

/** What grounding reads of a passage. */
export interface GroundingSource {
  /** What stands in it, and the name and heading that say what it is about. */
  text: string;
  heading: string;
  documentName: string;
}

export interface GroundingResult {
  kept: CitedSentence[];
  /** What was taken out and why, in words for the people who look at the trace. */
  dropped: { text: string; why: string }[];
}

/**
 * Share of a sentence's content words that its sources must contain. An answer in the sources' own language scores
 * 0.6-1 even when it is rephrased, text about something else 0-0.25.
 */
const MIN_LEXICAL_SUPPORT = 0.4;
/** A question back to the customer is worded freely and only names what the passages offer. */
const MIN_CLARIFY_SUPPORT = 0.3;

const sourceText = (source: GroundingSource): string => `${source.documentName}\n${source.heading}\n${source.text}`;

const factWords: Record<string, string> = {
  link: "the link",
  email: "the e-mail address",
  phone: "the phone number",
  date: "the date",
  time: "the time",
  price: "the price",
  percentage: "the percentage",
  code: "the name",
  number: "the number",
  weekday: "the day",
};

function whyUnsupported(
  text: string,
  sources: readonly string[],
  options: { minSupport: number; sameLanguage: boolean },
): string | undefined {
  if (addressesModel(text)) return "it repeats an order to the model";
  const [invented] = unprovenFacts(text, provenKeys(sources));
  if (invented) return `${factWords[invented.kind] ?? "the fact"} “${invented.text}” is not in the source`;
  // Between languages words cannot be compared; the facts above were.
  if (options.sameLanguage && lexicalSupport(text, sources) < options.minSupport)
    return "its words are not in the source";
  return undefined;
}

/**
 * Keeps the sentences of a draft that its passages support: each needs a passage that exists, every number, price, date,
 * time, link, address, phone number and product code must stand in the passages it cites, and enough of its words too.
 * A clarifying question needs no citation but may state nothing that the passages or the customer didn't say.
 * Pure text comparison: it catches what was invented, not what was misread.
 */
export function groundDraft(
  draft: Draft,
  passages: readonly GroundingSource[],
  context: { sameLanguage: boolean; customerText: string },
): GroundingResult {
  const kept: CitedSentence[] = [];
  const dropped: { text: string; why: string }[] = [];
  for (const sentence of draft.sentences) {
    const text = sentence.text.trim();
    if (text === "") continue;
    const citations = [...new Set(sentence.citations)].filter((index) => passages[index] !== undefined);
    const isClarification = draft.action === "clarify";
    if (citations.length === 0 && !isClarification) {
      dropped.push({ text, why: "it names no source" });
      continue;
    }
    const cited = citations.map((index) => sourceText(passages[index]!));
    const sources = isClarification ? [...passages.map(sourceText), context.customerText] : cited;
    const minSupport = isClarification ? MIN_CLARIFY_SUPPORT : MIN_LEXICAL_SUPPORT;
    const why = whyUnsupported(text, sources, { minSupport, sameLanguage: context.sameLanguage });
    if (why === undefined) kept.push({ text, citations });
    else dropped.push({ text, why });
  }
  return { kept, dropped };
}
