import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { LegPlace, PassageLegs } from "@/domain/knowledge/passage";
import { inverseDocumentFrequency } from "@/domain/knowledge/scoring";
import { isLikelyTypoOf } from "@/domain/knowledge/typos";
import type { Database } from "../db/client";
import type { Question } from "./question";
import { findLexicalCandidates, listSimilarTerms } from "./search-queries";

/** From each leg; scoring costs some 0.1 ms for each. Words alone have to bring as many as both legs together. */
const CANDIDATES_PER_LEG = 50;
/** Postings read for one question: frequent terms beyond it are left to scoring. */
const MAX_POSTINGS = 30_000;
/** A word that stands nowhere gets at most this many corrections. */
const MAX_CORRECTIONS = 3;

interface Scope {
  db: Database;
  accountId: string;
}
/** A question as one model reads it. */
export interface QuestionVector {
  model: EmbeddingModel;
  values: Float32Array;
}
interface WeightedTerm {
  term: string;
  idf: number;
}

/**
 * Chunks that are worth scoring: nearest by meaning, best by words, and best by words that were probably mistyped.
 * @returns by id, where each leg had it
 */
export async function findCandidates(
  scope: Scope,
  question: Question,
  vectors: readonly QuestionVector[],
): Promise<Map<string, PassageLegs>> {
  const hasMeaning = vectors.length > 0;
  const [dense, lexical] = await Promise.all([
    Promise.all(vectors.map((vector) => denseLeg(scope, vector))),
    lexicalLeg(scope, question, hasMeaning ? CANDIDATES_PER_LEG : 2 * CANDIDATES_PER_LEG),
  ]);
  const places = new Map<string, PassageLegs>();
  for (const [id, words] of lexical) places.set(id, { meaning: null, words });
  for (const [id, meaning] of dense.flat()) places.set(id, { words: null, ...places.get(id), meaning });
  return places;
}

type Leg = [id: string, place: LegPlace][];

async function denseLeg(scope: Scope, { model, values }: QuestionVector): Promise<Leg> {
  const { ParleyVectorStore } = await import("./llamaindex/vector-store");
  const { VectorStoreQueryMode } = await import("llamaindex");
  const { ids, similarities } = await new ParleyVectorStore({ ...scope, embedding: model }).query({
    queryEmbedding: Array.from(values),
    similarityTopK: CANDIDATES_PER_LEG,
    mode: VectorStoreQueryMode.DEFAULT,
  });
  return ids.map((id, index) => [id, { rank: index + 1, score: similarities[index] ?? 0 }]);
}

async function lexicalLeg({ db, accountId }: Scope, question: Question, limit: number): Promise<Leg> {
  const known: (WeightedTerm & { count: number })[] = [];
  const unknown: string[] = [];
  let averageLength = 0;
  for (const { terms, statistics } of question.terms.values()) {
    averageLength = Math.max(averageLength, statistics.averageLength);
    for (const term of terms) {
      const count = statistics.chunksWith.get(term) ?? 0;
      if (count === 0) unknown.push(term);
      else known.push({ term, count, idf: inverseDocumentFrequency(question.chunkCount, count) });
    }
  }
  const corrected = await Promise.all(unknown.map((term) => corrections(db, accountId, term, question.chunkCount)));
  const terms = withinBudget([...known, ...corrected.flat()]);
  const found = await findLexicalCandidates(db, accountId, { terms, averageLength, limit });
  return found.map(({ id, score }, index) => [id, { rank: index + 1, score }]);
}

/** Rare terms first, until enough postings would be read. */
function withinBudget(terms: readonly (WeightedTerm & { count: number })[]): WeightedTerm[] {
  let postings = 0;
  return [...terms]
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, index) => {
      postings += count;
      return index === 0 || postings <= MAX_POSTINGS;
    })
    .map(({ term, idf }) => ({ term, idf }));
}

/** Words of the documents that the customer may have meant; they find candidates and add nothing to scores. */
async function corrections(db: Database, accountId: string, term: string, chunkCount: number) {
  const first = term.startsWith("~") ? 2 : 1;
  const word = term.slice(first - 1);
  if (word.length < 4 || !/^\p{L}+$/u.test(word)) return [];
  const similar = await listSimilarTerms(db, accountId, {
    prefix: term.slice(0, first),
    minLength: term.length - 2,
    maxLength: term.length + 2,
  });
  return similar
    .filter((candidate) => isLikelyTypoOf(word, candidate.term.slice(first - 1)))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_CORRECTIONS)
    .map(({ term: meant, count }) => ({ term: meant, count, idf: inverseDocumentFrequency(chunkCount, count) / 2 }));
}
