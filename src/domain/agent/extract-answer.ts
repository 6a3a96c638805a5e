import { type Candidate, type CandidateSignals, scoreOf } from "./extractive";
import { shortenText, toChatText } from "./plain-text";
import { asksForOneFact } from "./question-cues";
import type { CitedSentence } from "./turn";

/** Longest answer in characters: what fits on a phone without much scrolling. */
export const MAX_ANSWER_CHARACTERS = 700;
/** A section up to this long is sent whole: cutting it would save little and lose its conditions. */
const SHORT_SECTION_CHARACTERS = 350;
/** Under a matching title this little is an introduction; what was asked for may stand in the sections below it. */
const INTRODUCTION_CHARACTERS = 250;
/** A title that matches this well says that its section is the answer. */
const MATCHING_TITLE = 0.5;
/**
 * Pieces picked from running text: two, and more that are nearly as good as the best: up to three where a fact is asked
 * for, up to five where something has to be explained.
 */
const SURE_PICKS = 2;
const FACT_PICKS = { most: 3, nearlyAsGood: 0.7 };
const EXPLANATION_PICKS = { most: 5, nearlyAsGood: 0.6 };

/** Rows of a table share its column names, so all of them match a little; another one belongs to it at this share. */
const ROW_AS_GOOD = 0.9;

const sameSection = (a: Candidate, b: Candidate): boolean => a.passage === b.passage && a.section === b.section;

/** Another row of the table that the best candidate is a row of: what tells them apart are their own words. */
const isOtherRow = (candidate: Candidate, best: Candidate): boolean =>
  candidate !== best && candidate.kind === "row" && best.kind === "row" && sameSection(candidate, best);

const totalLength = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, candidate) => sum + candidate.text.length + 1, 0);

/** The first ones that fit together, at least one. */
function leading(candidates: readonly Candidate[], maxCharacters: number): Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of candidates) {
    if (taken.length > 0 && totalLength([...taken, candidate]) > maxCharacters) break;
    taken.push(candidate);
  }
  return taken;
}

/** What stands under the best of the headings below a candidate's own: an introduction is followed by its steps. */
function subsectionOf(best: Candidate, ranked: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] {
  if (best.heading === "") return [];
  const below = ranked.find((candidate) => candidate.heading.startsWith(`${best.heading} › `));
  return below ? candidates.filter((candidate) => sameSection(candidate, below)) : [];
}

/**
 * Picks what to send: the whole answer of a question-and-answer entry, of a short section or of one whose title matches,
 * from its beginning, since an answer begins with what matters; else the best pieces in document order.
 * Texts come as they stand in the document, made readable in a chat. Empty without candidates.
 */
export function pickAnswer(
  question: string,
  candidates: readonly Candidate[],
  signals: readonly CandidateSignals[],
): CitedSentence[] {
  const scores = signals.map(scoreOf);
  const scoreAt = (index: number): number => scores[index] ?? 0;
  const coverageAt = (index: number): number => signals[index]?.coverage ?? 0;
  const ranked = candidates.map((_, index) => index).sort((a, b) => scoreAt(b) - scoreAt(a) || a - b);
  const top = ranked[0] ?? -1;
  const best = candidates[top];
  if (!best) return [];

  const section = candidates.filter((candidate) => sameSection(candidate, best));
  const hasMatchingTitle = best.answersTitle || (signals[top]?.title ?? 0) >= MATCHING_TITLE;
  if (hasMatchingTitle || totalLength(section) <= SHORT_SECTION_CHARACTERS) {
    const continues = hasMatchingTitle && totalLength(section) <= INTRODUCTION_CHARACTERS && !asksForOneFact(question);
    const continuation = continues
      ? subsectionOf(
          best,
          ranked.map((index) => candidates[index]!),
          candidates,
        )
      : [];
    return cited(leading([...section, ...continuation], MAX_ANSWER_CHARACTERS));
  }

  const { most, nearlyAsGood } = asksForOneFact(question) ? FACT_PICKS : EXPLANATION_PICKS;
  const good = ranked
    .slice(0, most)
    .filter((index, position) => position < SURE_PICKS || scoreAt(index) >= nearlyAsGood * scoreAt(top))
    .filter((index) => !isOtherRow(candidates[index]!, best) || coverageAt(index) >= ROW_AS_GOOD * coverageAt(top));
  const fitting = leading(
    good.map((index) => candidates[index]!),
    MAX_ANSWER_CHARACTERS,
  );
  return cited(candidates.filter((candidate) => fitting.includes(candidate)));
}

function cited(picked: readonly Candidate[]): CitedSentence[] {
  const rows = picked.filter((candidate) => candidate.kind === "row").length;
  const sentences = picked.map((candidate) => ({
    // Several rows read as a list; one is as good as a sentence.
    text: shortenText(
      toChatText(candidate.kind === "row" && rows > 1 ? `- ${candidate.text}` : candidate.text),
      MAX_ANSWER_CHARACTERS,
    ),
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
