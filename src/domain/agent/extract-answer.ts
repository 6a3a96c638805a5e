import type { Candidate } from "./extractive";
import { shortenText, toChatText } from "./plain-text";
import type { CitedSentence } from "./turn";

/** Longest answer in characters: what fits on a phone without much scrolling. */
export const MAX_ANSWER_CHARACTERS = 700;
/** A section up to this long is sent whole: cutting it would save little and lose its conditions. */
const SHORT_SECTION_CHARACTERS = 350;
/** Sentences of an answer that is picked from running text. */
const PICKED_SENTENCES = 2;

const sameSection = (a: Candidate, b: Candidate): boolean => a.passage === b.passage && a.section === b.section;

const totalLength = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, candidate) => sum + candidate.text.length + 1, 0);

/** The best-scoring ones that fit, in document order; always at least the first of `ranked`. */
function bestThatFit(ranked: readonly number[], candidates: readonly Candidate[], maxCharacters: number): Candidate[] {
  const taken: number[] = [];
  let length = 0;
  for (const index of ranked) {
    const size = (candidates[index]?.text.length ?? 0) + 1;
    if (taken.length > 0 && length + size > maxCharacters) continue;
    taken.push(index);
    length += size;
  }
  return taken.sort((a, b) => a - b).map((index) => candidates[index]!);
}

/**
 * Picks what to send: the whole answer of a question-and-answer entry or of a short section, else the two best pieces in
 * document order. Texts come as they stand in the document, made readable in a chat. Empty without candidates.
 */
export function pickAnswer(candidates: readonly Candidate[], scores: readonly number[]): CitedSentence[] {
  const ranked = candidates.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const best = candidates[ranked[0] ?? -1];
  if (!best) return [];

  const section = candidates.filter((candidate) => sameSection(candidate, best));
  const isEntry = best.answersTitle || totalLength(section) <= SHORT_SECTION_CHARACTERS;
  if (!isEntry) return cited(bestThatFit(ranked.slice(0, PICKED_SENTENCES), candidates, MAX_ANSWER_CHARACTERS));
  if (totalLength(section) <= MAX_ANSWER_CHARACTERS) return cited(section);
  // An answer begins with what matters; what follows is chosen by how well it fits the question.
  const inSection = ranked.filter((index) => sameSection(candidates[index]!, best));
  const first = candidates.indexOf(section[0]!);
  const order = [first, ...inSection.filter((index) => index !== first)];
  return cited(bestThatFit(order, candidates, MAX_ANSWER_CHARACTERS));
}

function cited(picked: readonly Candidate[]): CitedSentence[] {
  const sentences = picked.map((candidate) => ({
    text: shortenText(toChatText(candidate.text), MAX_ANSWER_CHARACTERS),
    citations: [candidate.passage],
  }));
  // Overlapping chunks hold the same sentence twice.
  return sentences.filter(
    (sentence, index) => sentence.text !== "" && sentences.findIndex((other) => other.text === sentence.text) === index,
  );
}

/** Sentences as one message: running text in a line, items and rows on lines of their own. */
export function joinSentences(sentences: readonly { text: string }[]): string {
  let joined = "";
  for (const { text } of sentences) {
    const isBlock = /^(?:•|\d{1,3}[.)]\s)/u.test(text) || text.includes("\n");
    if (joined === "") joined = text;
    else joined += `${isBlock || /(?:^|\n)(?:•|\d{1,3}[.)]\s)[^\n]*$/u.test(joined) ? "\n" : " "}${text}`;
  }
  return joined;
}
