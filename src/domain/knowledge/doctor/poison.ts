import { splitSentences } from "../sentences";
import { POISON_PATTERNS, type PoisonReason } from "./poison-patterns";

export interface PoisonVerdict {
  /** Sum over the kinds of reasons, each at its heaviest; 1 and more sets the passage aside. */
  score: number;
  reasons: PoisonReason[];
  /** The sentences that gave the reasons, in order, as people can read them. */
  quotes: string[];
}

export const POISON_THRESHOLD = 1;

/** Beyond this nobody reads on, and a model isn't steered by it either. */
const MAX_EXAMINED_LENGTH = 20_000;
const MAX_SENTENCE_LENGTH = 600;

/** Letters that show nothing: an alphabet of their own for hidden words. */
const TAG_LETTERS = /[\u{E0020}-\u{E007E}]+/gu;
const ZERO_WIDTH = /[\u200B\u2060-\u2064\uFEFF]/gu;
const ZERO_WIDTH_RUN = /[\u200B-\u200D\u2060-\u2064\uFEFF]{3,}/u;
/** Emoji flags of regions are written with tag letters too. */
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007F}]+/gu;
const REVERSED = /[\u202D\u202E]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** More than a converter leaves behind between paragraphs. */
const MANY_ZERO_WIDTH = 8;

const SPEAKERS: readonly (readonly [string, RegExp])[] = [
  ["machine", /^\W*(?:assistant|ai|bot|chatbot|system)\s*:/iu],
  ["person", /^\W*(?:user|human)\s*:/iu],
];

/**
 * Whether a passage speaks to a machine that reads it (orders, other roles, invisible words) instead of telling people
 * something. Several kinds of reasons add up; the lines of a made-up dialogue count once both sides have spoken.
 */
export function judgePoison(text: string): PoisonVerdict {
  const examined = text.slice(0, MAX_EXAMINED_LENGTH);
  const weights = new Map<PoisonReason, number>();
  const quotes = new Set<string>();
  const blame = (reason: PoisonReason, weight: number, quote: string) => {
    weights.set(reason, Math.max(weights.get(reason) ?? 0, weight));
    if (quote !== "") quotes.add(quote);
  };
  const hidden = hiddenWords(examined);
  if (hidden !== undefined) blame("hidden", 1, hidden);

  const sentences = splitSentences(`${readable(examined)}\n${hidden ?? ""}`);
  for (const sentence of sentences) {
    const short = sentence.slice(0, MAX_SENTENCE_LENGTH);
    for (const { reason, weight, pattern } of POISON_PATTERNS) if (pattern.test(short)) blame(reason, weight, sentence);
  }
  const spoken = SPEAKERS.map(([, pattern]) => sentences.filter((sentence) => pattern.test(sentence)));
  if (spoken.every((lines) => lines.length > 0)) for (const line of spoken.flat()) blame("fakes_dialogue", 1, line);
  const score = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return { score, reasons: [...weights.keys()], quotes: inOrder(sentences, quotes) };
}

export const isPoisoned = ({ score }: Pick<PoisonVerdict, "score">): boolean => score >= POISON_THRESHOLD;

/** As a reader sees it: words that invisible characters cut apart are whole again. */
const readable = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(ZERO_WIDTH, "")
    .replace(TAG_LETTERS, "")
    .replace(/[\u202D\u202E]/gu, "");

/** What is written so that people don't see it, as far as it can be read; "" when there is something unreadable. */
function hiddenWords(text: string): string | undefined {
  const tags = text.replace(FLAG, "").match(TAG_LETTERS);
  if (tags)
    return tags
      .join(" ")
      .replace(TAG_LETTERS, (run) =>
        [...run].map((letter) => String.fromCodePoint(letter.codePointAt(0)! - 0xe0000)).join(""),
      );
  const isCutApart = ZERO_WIDTH_RUN.test(text) || (text.match(ZERO_WIDTH)?.length ?? 0) >= MANY_ZERO_WIDTH;
  if (isCutApart) return "";
  return REVERSED.test(text) && !RIGHT_TO_LEFT.test(text) ? "" : undefined;
}

const inOrder = (sentences: readonly string[], chosen: ReadonlySet<string>): string[] => [
  ...new Set([...sentences.filter((sentence) => chosen.has(sentence)), ...chosen]),
];
