import { splitSentences } from "../knowledge/sentences";

/** Without white space at all: extracting text from HTML puts or leaves out blanks around what was marked up. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, "");

/** Shortest end of one chunk and beginning of the next that are taken for the same text. */
const MIN_OVERLAP = 20;

/** Joins texts that overlap, in whatever order they come: chunks of a document repeat the end of the one before. */
function joinOverlapping(texts: readonly string[]): string[] {
  const joined = [...texts];
  for (let index = 0; index < joined.length; index++) {
    for (let other = 0; other < joined.length; other++) {
      const overlap = index === other ? 0 : overlapOf(joined[index]!, joined[other]!);
      if (overlap === 0) continue;
      joined[index] += joined[other]!.slice(overlap);
      joined.splice(other, 1);
      return joinOverlapping(joined);
    }
  }
  return joined;
}

/** How many characters at the end of one text begin the other. */
function overlapOf(text: string, next: string): number {
  for (let length = Math.min(text.length, next.length); length >= MIN_OVERLAP; length--)
    if (text.endsWith(next.slice(0, length))) return length;
  return 0;
}

/**
 * True when one of the evidence strings stands in the passages, white space and case folded. Passages of one document
 * that overlap are joined first.
 */
export function containsEvidence(
  passages: readonly { documentId: string; text: string }[],
  evidence: string | readonly string[] | null | undefined,
): boolean {
  const wanted = [evidence ?? []]
    .flat()
    .map(folded)
    .filter((string) => string !== "");
  const byDocument = Map.groupBy(passages, (passage) => passage.documentId);
  const present = [...byDocument.values()].flatMap((list) => joinOverlapping(list.map(({ text }) => folded(text))));
  return wanted.some((string) => present.some((text) => text.includes(string)));
}

/** Share of an excerpt that has to stand in the passages; what chunks repeat of each other is about a quarter. */
const ENOUGH_OF_EXCERPT = 0.6;

/**
 * True when an excerpt of a document stands in the passages, or most of its sentences do, weighed by their length: when
 * something is added before it, the same words are cut into passages at another place.
 */
export function containsExcerpt(passages: readonly { documentId: string; text: string }[], excerpt: string): boolean {
  if (containsEvidence(passages, excerpt)) return true;
  const sentences = splitSentences(excerpt);
  const lengthOf = (list: readonly string[]) => list.reduce((sum, sentence) => sum + folded(sentence).length, 0);
  const found = sentences.filter((sentence) => containsEvidence(passages, sentence));
  return found.length > 0 && lengthOf(found) >= ENOUGH_OF_EXCERPT * lengthOf(sentences);
}

/** Words and numbers; characters where words are not spaced. */
const tokensOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Share (0..1) of the reference's tokens, repetitions counted, that the reply has; 0 for a reference without any. */
export function tokenRecall(reference: string, reply: string): number {
  const left = new Map<string, number>();
  for (const token of tokensOf(reply)) left.set(token, (left.get(token) ?? 0) + 1);
  const wanted = tokensOf(reference);
  let found = 0;
  for (const token of wanted) {
    const count = left.get(token) ?? 0;
    if (count > 0) found++;
    left.set(token, count - 1);
  }
  return wanted.length === 0 ? 0 : found / wanted.length;
}

/** From this share of the reference's words on, a reply says what it says. */
export const ENOUGH_RECALL = 0.5;

const HAS_DIGIT = /\p{N}/u;

/**
 * True when a reply says what was expected: at least half of its words, and every number. A reply that names another
 * price, day or length of time is a wrong one, however many words it shares.
 */
export function saysExpected(expected: string, reply: string): boolean {
  const said = new Set(tokensOf(reply));
  const numbers = tokensOf(expected).filter((token) => HAS_DIGIT.test(token));
  return tokenRecall(expected, reply) >= ENOUGH_RECALL && numbers.every((number) => said.has(number));
}

/** True when there is anything to compare in a text: words or numbers. */
export const hasWords = (text: string): boolean => tokensOf(text).length > 0;
