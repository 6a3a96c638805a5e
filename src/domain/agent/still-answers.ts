import { cueMatch } from "./question-cues";
import { contentStems } from "./word-overlap";

type Sentences = readonly { text: string }[];

/** Share (0..1) of the question's content words that stand in the sentences. */
function shareOf(question: string, sentences: Sentences): number {
  const asked = contentStems(question);
  const said = contentStems(sentences.map(({ text }) => text).join("\n"));
  return asked.size === 0 ? 0 : [...asked].filter((stem) => said.has(stem)).length / asked.size;
}

/** A question begins with what it asks for; further on "when" and "why" join its parts. */
const HEAD_WORDS = 3;
/** "When I return it, …" asks for no time. */
const JOINING_WHEN = /^\W*when\b(?!\s+(?:do|does|did|is|are|was|were|will|can|could|should|has|have|must)\b)/iu;
/** What has a shape that can hardly be there by chance: a price, a duration, a time. */
const CLEAR_CUE = 2;

/** From here on the sentences that were dropped spoke of what was asked. */
const ON_TOPIC = 0.5;

/**
 * True when what is left of a draft still answers: not when only what was dropped had what the question asks for (an
 * price, a duration, a time), or spoke of it at all.
 */
export function stillAnswers(question: string, kept: Sentences, dropped: Sentences): boolean {
  if (kept.length === 0) return false;
  const head = question.trim().split(/\s+/u).slice(0, HEAD_WORDS).join(" ");
  const has = (sentences: Sentences) => sentences.some(({ text }) => cueMatch(head, text) >= CLEAR_CUE);
  if (!JOINING_WHEN.test(head) && has(dropped) && !has(kept)) return false;
  return !(shareOf(question, dropped) >= ON_TOPIC && shareOf(question, kept) === 0);
}
