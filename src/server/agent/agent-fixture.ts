/** An agent over one passage, for the tests of the pipeline. */
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage } from "@/domain/knowledge/passage";
import { silentLogger } from "@/server/logger";
import type { AnswerRequest } from "./agent-step";
import { type Agent, type AgentDeps, createAgent } from "./pipeline";

const sureSignals = { bm25: 0.9, trigram: 0.9, passageCosine: 0.8, sentenceCosine: 0.9, coverage: 1 };
export const hedgedSignals = { bm25: 0.3, trigram: 0.25, passageCosine: 0.4, sentenceCosine: 0.45, coverage: 0.5 };
export const hopelessSignals = { bm25: 0, trigram: 0.05, passageCosine: 0.1, sentenceCosine: 0.1, coverage: 0 };

export const aPassage = (overrides: Partial<Passage> = {}): Passage => ({
  chunkId: "chk_1",
  documentId: "doc_1",
  documentName: "Delivery.pdf",
  page: 2,
  heading: "Delivery › Prices",
  text: "Standard delivery costs $4.90. Express delivery arrives the next day for $12.",
  score: 1.1,
  signals: sureSignals,
  ...overrides,
});

export const noEmbedding: EmbeddingModel = {
  id: "none",
  languages: "any",
  embed: async (texts) => texts.map(() => new Float32Array(EMBEDDING_DIMENSIONS)),
};

export const anAgent = (overrides: Partial<AgentDeps> = {}) =>
  createAgent({
    retrieve: async () => [aPassage()],
    knowledgeLanguages: async () => ["en"],
    embedding: noEmbedding,
    models: null,
    logger: silentLogger(),
    now: () => new Date(0),
    ...overrides,
  });

export const never = new AbortController().signal;
export const ask = (agent: Agent, question: string, more: Partial<AnswerRequest> = {}) =>
  agent.answer(
    {
      accountId: "acc_1",
      accountName: "Corner Shop",
      question,
      history: [],
      settings: DEFAULT_ANSWER_SETTINGS,
      ...more,
    },
    never,
  );
