import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage, PassageLegs } from "@/domain/knowledge/passage";
import type { ChunkLanguage } from "@/domain/knowledge/terms";
import type { Database } from "../db/client";
import { findCandidates } from "./candidates";
import { knowsLanguage } from "./indexing";
import { loadQuestion } from "./question";
import { scoreCandidate } from "./score-candidate";
import { loadCandidates } from "./search-queries";
import { isProbablyEnglish } from "./text-language";

export interface RetrieverDeps {
  db: Database;
  embedding: EmbeddingModel;
}

export interface RetrieveQuery {
  accountId: string;
  /** The customer's question, understood in its conversation. */
  query: string;
  /** At most this many passages. */
  limit: number;
  /** The question's language (ISO 639-1), when it is known; otherwise it is guessed. */
  language?: string | undefined;
}

/** What a question found, for people who want to know why. */
export interface Explanation {
  /** Best first. */
  passages: (Passage & { legs: PassageLegs })[];
  /** Candidates that were scored; `passages` are the best of them. */
  candidateCount: number;
  /** Null where meaning could not be compared: the model doesn't know the language, or the question has no words. */
  embeddingModel: string | null;
}

export type Retriever = ReturnType<typeof createRetriever>;

/** Longer questions are pasted texts; their beginning tells what they are about. */
const MAX_QUERY_LENGTH = 1_000;

/**
 * Finds passages in an account's documents, in two stages: nearest vectors and BM25 over an inverted index give
 * candidates, then every candidate is scored on an absolute scale (see domain/knowledge/scoring.ts).
 */
export function createRetriever({ db, embedding }: RetrieverDeps) {
  async function explain({ accountId, query, limit, language }: RetrieveQuery): Promise<Explanation> {
    const text = query.slice(0, MAX_QUERY_LENGTH);
    const question = await loadQuestion(db, accountId, text);
    if (!question) return { passages: [], candidateCount: 0, embeddingModel: null };
    const vector = await embedQuestion(embedding, text, language);
    const candidates = await findCandidates({ db, accountId, embedding }, question, vector);
    const ids = [...candidates.keys()];
    const rows = await loadCandidates(db, accountId, ids, vector && { model: embedding.id, values: vector });
    const passages = rows
      .map((row) => scoreCandidate({ ...row, legs: candidates.get(row.chunkId) ?? NO_LEGS }, question, vector))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
      .slice(0, limit);
    return { passages, candidateCount: rows.length, embeddingModel: vector && embedding.id };
  }
  return {
    /** The best passages, best first; none when the account has no documents or the question no words. */
    retrieve: async (query: RetrieveQuery): Promise<Passage[]> => (await explain(query)).passages,

    /** The same, with how it came about. */
    explain,
  };
}

const NO_LEGS: PassageLegs = { meaning: null, words: null };

/** Null when the model does not know the language: the vector would look normal and mean nothing. */
async function embedQuestion(
  embedding: EmbeddingModel,
  text: string,
  language: string | undefined,
): Promise<Float32Array | null> {
  const isEnglish = language === undefined ? await isProbablyEnglish(text) : language.startsWith("en");
  const code: ChunkLanguage = isEnglish ? "en" : "und";
  if (!knowsLanguage(embedding, code)) return null;
  const [vector] = await embedding.embed([text]);
  return vector ?? null;
}
