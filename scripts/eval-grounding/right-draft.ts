import type { CitedSentence } from "@/domain/agent/turn";
import { containsExcerpt, saysExpected, tokenRecall } from "@/domain/evaluation/text-match";
import { splitSentences } from "@/domain/knowledge/sentences";

/** A passage as the model is shown it; ids start at 1. */
export interface ShownPassage {
  id: number;
  source: string;
  heading?: string;
  text: string;
}

/** "At most five sentences", one of which is the false one. */
const MAX_SENTENCES = 4;
/** Another source is cited too when it has words that the first one hasn't. */
const MORE_BY = 0.1;

export const passageText = ({ source, heading = "", text }: ShownPassage): string => `${source}\n${heading}\n${text}`;

/**
 * The sentences of a reference answer that the passages hold (half of the words and every number), each with the passage
 * that holds most of it, and a second one where that adds to it. Ids of passages as citations. Empty when retrieval didn't find the evidence.
 */
export function rightSentences(
  { reference, evidence }: { reference: string; evidence: readonly string[] },
  passages: readonly ShownPassage[],
): CitedSentence[] {
  const bySource = passages.map(({ source, text }) => ({ documentId: source, text }));
  if (evidence.length > 0 && !evidence.some((excerpt) => containsExcerpt(bySource, excerpt))) return [];
  const held = wholeSentences(reference).flatMap((text) => {
    const ranked = passages
      .map((passage) => ({ passage, recall: tokenRecall(text, passageText(passage)) }))
      .sort((a, b) => b.recall - a.recall);
    const [best] = ranked;
    if (!best) return [];
    const pairs = ranked.slice(1).map(({ passage }) => ({
      passage,
      recall: tokenRecall(text, `${passageText(best.passage)}\n${passageText(passage)}`),
    }));
    const second = pairs.sort((a, b) => b.recall - a.recall)[0];
    const addsMore = second !== undefined && second.recall >= best.recall + MORE_BY;
    const cited = [best.passage, ...(addsMore ? [second.passage] : [])];
    if (!saysExpected(text, cited.map(passageText).join("\n"))) return [];
    return [{ text, citations: cited.map(({ id }) => id) }];
  });
  return held.slice(0, MAX_SENTENCES);
}

/** A writer ends no sentence where no space follows, such as in the middle of a link. */
function wholeSentences(text: string): string[] {
  const sentences: string[] = [];
  let end = 0;
  for (const piece of splitSentences(text)) {
    const start = text.indexOf(piece, end);
    if (start > 0 && start === end && sentences.length > 0) sentences.push(`${sentences.pop() ?? ""}${piece}`);
    else sentences.push(piece);
    end = (start < 0 ? end : start) + piece.length;
  }
  return sentences;
}
