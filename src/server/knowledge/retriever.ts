import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage } from "@/domain/knowledge/passage";
import type { ChunkLanguage } from "@/domain/knowledge/terms";
import type { Database } from "../db/client";
import { findCandidateIds } from "./candidates";
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

/** Longer questions are pasted texts; their beginning tells what they are about. */
const MAX_QUERY_LENGTH = 1_000;

/**
 * Finds passages in an account's documents, in two stages: nearest vectors and BM25 over an inverted index give
 * candidates, then every candidate is scored on an absolute scale (see domain/knowledge/scoring.ts).
 */
export function createRetriever({ db, embedding }: RetrieverDeps) {
  return {
    /** The best passages, best first; none when the account has no documents or the question no words. */
    async retrieve({ accountId, query, limit, language }: RetrieveQuery): Promise<Passage[]> {
      const text = query.slice(0, MAX_QUERY_LENGTH);
      const question = await loadQuestion(db, accountId, text);
      if (!question) return [];
      const vector = await embedQuestion(embedding, text, language);
      const ids = await findCandidateIds({ db, accountId, embedding }, question, vector);
      const rows = await loadCandidates(db, accountId, ids, vector && { model: embedding.id, values: vector });
      return rows
        .map((row) => scoreCandidate(row, question, vector))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
        .slice(0, limit);
    },
  };
}

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
