import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Env } from "@/env";
import type { ChatModel } from "@/server/agent/chat-model";
import { replyLanguage } from "@/server/agent/language";
import { createModelChain } from "@/server/agent/model-chain";
import { createModelChoice, type ModelWishes } from "@/server/agent/model-choice";
import { createChatModel, createOpenAiEmbedding, createQuestionWriter } from "@/server/agent/models";
import { createAgent } from "@/server/agent/pipeline";
import { type AutomationDeps, createAutomationService } from "@/server/automation/service";
import { createConfigurationService } from "@/server/configuration/service";
import { createUsageMeter } from "@/server/configuration/usage";
import type { Database } from "@/server/db/client";
import { createEvaluationService } from "@/server/evaluation/service";
import type { JobQueue } from "@/server/jobs/queue";
import { createAnswerService } from "@/server/knowledge/answers/service";
import { createKnowledgeDoctor } from "@/server/knowledge/doctor/service";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";
import { createLanguageSurvey } from "@/server/knowledge/language-survey";
import { createRetriever } from "@/server/knowledge/retriever";
import { createKnowledgeService } from "@/server/knowledge/service";
import { createWebSourceService } from "@/server/knowledge/web-sources/service";
import type { Logger } from "@/server/logger";

import { createOcr } from "./ocr";
import { summariseBy } from "./summarise-by";
import { createSystemCrawler, createWebhookPost } from "./web-crawler";

const DEFAULT_OPENAI_EMBEDDING = "text-embedding-3-small";
/** A customer waits for the vector of one question; documents have more time. */
const QUESTION_EMBEDDING_LIMITS = { timeoutMs: 4_000, maxRetries: 1 };
/** Two models have to fit into the time of one turn. */
const TIMEOUTS_WITH_FALLBACK_MS = { first: 10_000, second: 9_000 };

/**
 * OpenAI's own embeddings when OpenAI itself is configured. Another server that speaks its protocol need not have any, so
 * there the embedded model stays unless one is named.
 */
function createEmbeddings(env: Env): Embeddings {
  const embedded = createEmbeddedEmbeddingModel();
  const close = () => embedded.close();
  const model = env.OPENAI_EMBEDDING_MODEL ?? (env.OPENAI_BASE_URL ? undefined : DEFAULT_OPENAI_EMBEDDING);
  if (!env.OPENAI_API_KEY || !model)
    return { embedding: embedded, questionEmbedding: embedded, earlierModels: [], close };
  const options = { apiKey: env.OPENAI_API_KEY, baseURL: env.OPENAI_BASE_URL, model };
  const embedding = createOpenAiEmbedding(options);
  const questionEmbedding = createOpenAiEmbedding(options, QUESTION_EMBEDDING_LIMITS);
  // It costs nothing until it is asked, and is always there: what it embedded is found until it is embedded anew.
  return { embedding, questionEmbedding, earlierModels: [embedded], close };
}

/** Makes the models that write answers, each with the one that does when it fails; null without a key. */
function modelMaker(env: Env, { logger, now }: Pick<AnsweringOptions, "logger" | "now">) {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_FALLBACK_MODEL: fallback } = env;
  if (!apiKey) return null;
  const { first, second } = TIMEOUTS_WITH_FALLBACK_MS;
  return ({ model = env.OPENAI_MODEL, ...wishes }: ModelWishes): ChatModel => {
    const server = { apiKey, baseURL, ...wishes };
    if (!fallback || fallback === model)
      return createModelChain({ models: [createChatModel({ ...server, model })], logger, now });
    const main = createChatModel({ ...server, model }, { timeoutMs: first });
    const other = createChatModel({ ...server, model: fallback }, { timeoutMs: second });
    return createModelChain({ models: [main, other], logger, now });
  };
}

interface Embeddings {
  embedding: EmbeddingModel;
  /** The same model, asked with less patience. */
  questionEmbedding: EmbeddingModel;
  earlierModels: readonly EmbeddingModel[];
  close(): Promise<void>;
}

export interface AnsweringOptions {
  env: Env;
  db: Database;
  /** 32 bytes: see server/seal.ts. */
  secretKey: Uint8Array;
  queue: Pick<JobQueue, "enqueue">;
  /** Where the files that rules send lie. */
  files: AutomationDeps["files"];
  logger: Logger;
  now: () => Date;
}

/** The knowledge base and the agent that answers from it, with the models the environment asks for. */
export function createKnowledgeAndAgent({ env, db, secretKey, queue, files, logger, now }: AnsweringOptions) {
  const { embedding, questionEmbedding, earlierModels, close } = createEmbeddings(env);
  const retriever = createRetriever({ db, embedding: questionEmbedding, earlierModels });
  const chat = env.OPENAI_API_KEY && {
    apiKey: env.OPENAI_API_KEY,
    baseURL: env.OPENAI_BASE_URL,
    model: env.OPENAI_MODEL,
  };
  const createModel = modelMaker(env, { logger, now });
  const models = createModel?.({}) ?? null;
  const choice =
    createModel && createModelChoice({ create: createModel, usage: createUsageMeter({ db, logger, now }) });
  const knowledgeLanguages = createLanguageSurvey(db);
  const crawler = createSystemCrawler(env);
  const agent = createAgent({
    retrieve: retriever.retrieve,
    knowledgeLanguages,
    embedding: questionEmbedding,
    models,
    ...(choice ? { choice } : {}),
    logger,
    now,
  });
  return {
    knowledge: createKnowledgeService({ db, queue, embedding, secretKey, logger, now, ocr: createOcr(env) }),
    webSources: createWebSourceService({ db, queue, crawler, logger, now }),
    answers: createAnswerService({ db, queue }),
    doctor: createKnowledgeDoctor({ db, embeddingModel: embedding.id, logger, now }),
    agent,
    /** Absent without a model. */
    ...(choice ? { summarise: summariseBy(choice, db) } : {}),
    automation: createAutomationService({
      db,
      queue,
      files,
      secretKey,
      replyLanguage,
      post: createWebhookPost(env),
      now,
    }),
    configuration: createConfigurationService({ db, agent, defaultModel: models?.id ?? null, now }),
    explain: retriever.explain,
    evaluation: createEvaluationService({
      db,
      queue,
      agent,
      embeddingModel: embedding.id,
      answerModel: models,
      writer: chat ? createQuestionWriter(chat) : null,
      logger,
      now,
    }),
    close,
  };
}
