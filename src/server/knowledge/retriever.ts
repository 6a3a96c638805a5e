import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage, PassageLegs } from "@/domain/knowledge/passage";
import type { Database } from "../db/client";
import { findCandidates, type QuestionVector } from "./candidates";
import { knowsLanguage } from "./indexing";
import { createModelSurvey } from "./model-survey";
import { loadQuestion } from "./question";
import { scoreCandidates } from "./score-candidate";
import { loadCandidates } from "./search-queries";
import { isProbablyEnglish } from "./text-language";

export interface RetrieverDeps {
  db: Database;
  embedding: EmbeddingModel;
  /** Models that made vectors before this one did: what they know is found by them until it has been embedded anew. */
  earlierModels?: readonly EmbeddingModel[] | undefined;
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
export function createRetriever({ db, embedding, earlierModels = [] }: RetrieverDeps) {
  const modelsInUse = createModelSurvey(db);

  /**
   * By each model that has vectors in the account and knows the question's language: by another one a vector would look
   * normal and mean nothing.
   */
  async function embedQuestion({ accountId, language }: RetrieveQuery, text: string): Promise<QuestionVector[]> {
    const isEnglish = language === undefined ? await isProbablyEnglish(text) : language.startsWith("en");
    const used = earlierModels.length > 0 ? await modelsInUse(accountId) : new Set([embedding.id]);
    const models = [embedding, ...earlierModels].filter(
      (model) => used.has(model.id) && knowsLanguage(model, isEnglish ? "en" : "und"),
    );
    const vectors = await Promise.all(models.map((model) => model.embed([text])));
    return models.flatMap((model, index) => {
      const values = vectors[index]?.[0];
      return values ? [{ model, values }] : [];
    });
  }

  async function explain(asked: RetrieveQuery): Promise<Explanation> {
    const { accountId, query, limit } = asked;
    const text = query.slice(0, MAX_QUERY_LENGTH);
    const question = await loadQuestion(db, accountId, text);
    if (!question) return { passages: [], candidateCount: 0, embeddingModel: null };
    const vectors = await embedQuestion(asked, text);
    const candidates = await findCandidates({ db, accountId }, question, vectors);
    const rows = await loadCandidates(db, accountId, [...candidates.keys()], vectors);
    const vectorBy = new Map(vectors.map(({ model, values }) => [model.id, values]));
    const found = rows.map((row) => ({ ...row, legs: candidates.get(row.chunkId) ?? NO_LEGS }));
    const passages = scoreCandidates(found, question, (model) => vectorBy.get(model) ?? null)
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
      .slice(0, limit);
    return { passages, candidateCount: rows.length, embeddingModel: vectors[0]?.model.id ?? null };
  }
  return {
    /** The best passages, best first; none when the account has no documents or the question no words. */
    retrieve: async (query: RetrieveQuery): Promise<Passage[]> => (await explain(query)).passages,

    /** The same, with how it came about. */
    explain,
  };
}

const NO_LEGS: PassageLegs = { meaning: null, words: null };
