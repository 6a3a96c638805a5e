import { bestPackedCosine, packVectors } from "../packed-vectors";

/**
 * Questions with the same meaning are put together by leader clustering (J. A. Hartigan, Clustering Algorithms, 1975,
 * ch. 3): a question joins the group whose first question is most like it, and begins one when none is like enough. A
 * group's first question never changes, so what was put together stays together, and a question needs to be compared
 * with first questions alone. The limits are measured in docs/decisions/0042-knowledge-gaps.md.
 */
export const LIKE_LIMITS: LikeLimits = { meaning: 0.6, words: 0.7 };

export interface LikeLimits {
  /** Half cosine of their vectors, half of their terms; in a language that the embedding model knows. */
  meaning: number;
  /** Cosine of their terms; in the other languages. */
  words: number;
}

/** What is compared of a question. */
export interface QuestionSign {
  /** Packed (see packed-vectors.ts), of one unit vector; null in a language that the model doesn't know. */
  vector: Uint8Array | null;
  /** See termsOfQuestion: each once. */
  terms: readonly string[];
}

export interface NewQuestion {
  /** Of length 1; null in a language that the model doesn't know. */
  vector: Float32Array | null;
  terms: readonly string[];
}

/** As the first question of a group is stored, and compared from then on. */
export const signOf = ({ vector, terms }: NewQuestion): QuestionSign => ({
  vector: vector && packVectors([vector]),
  terms,
});

/** How like a question is to the first of a group, in units of what is like enough: from 1 on they are one. */
export function likeness(question: NewQuestion, first: QuestionSign, limits: LikeLimits = LIKE_LIMITS): number {
  const words = cosineOfTerms(question.terms, first.terms);
  if (question.vector && first.vector)
    return (bestPackedCosine(question.vector, first.vector) + words) / 2 / limits.meaning;
  // A question in a language that the model knows and one in another are never one, but for the very same words.
  if (question.vector || first.vector) return words > ALL_BUT_ROUNDING ? 1 : 0;
  return words / limits.words;
}

const ALL_BUT_ROUNDING = 1 - 1e-9;

/** The group that a question joins: the one most like it, of equal ones the first. Undefined: it begins one. */
export function groupFor<Group extends QuestionSign>(
  question: NewQuestion,
  groups: readonly Group[],
  limits: LikeLimits = LIKE_LIMITS,
): Group | undefined {
  let best: Group | undefined;
  let most = 0;
  for (const group of groups) {
    const like = likeness(question, group, limits);
    if (like >= 1 && like > most) [best, most] = [group, like];
  }
  return best;
}

function cosineOfTerms(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const others = new Set(b);
  return a.filter((term) => others.has(term)).length / Math.sqrt(a.length * b.length);
}
