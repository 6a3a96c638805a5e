import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Env } from "@/env";
import { detectLanguage, replyLanguage } from "@/server/agent/language";
import { createModelChoice } from "@/server/agent/model-choice";
import { createOpenAiEmbedding } from "@/server/agent/models";
import { createAgent } from "@/server/agent/pipeline";
import { PROMPT_VERSION } from "@/server/agent/prompts";
import { createAccountTools } from "@/server/agent/tools/account-tools";
import { type AutomationDeps, createAutomationService } from "@/server/automation/service";
import { createConfigurationService } from "@/server/configuration/service";
import { createUsageMeter } from "@/server/configuration/usage";
import type { Database } from "@/server/db/client";
import { createEvaluationService } from "@/server/evaluation/service";
import type { JobQueue } from "@/server/jobs/queue";
import { createAnswerService } from "@/server/knowledge/answers/service";
import { createKnowledgeDoctor } from "@/server/knowledge/doctor/service";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";
import { createGapService } from "@/server/knowledge/gaps/service";
import { createLanguageSurvey } from "@/server/knowledge/language-survey";
import { createRetriever } from "@/server/knowledge/retriever";
import { createKnowledgeService } from "@/server/knowledge/service";
import { createWebSourceService } from "@/server/knowledge/web-sources/service";
import type { Logger } from "@/server/logger";

import { createModelMaker, createModelServers } from "./model-servers";
import { createOcr } from "./ocr";
import { summariseBy } from "./summarise-by";
import { createSystemCrawler, createWebhookPost } from "./web-crawler";

const DEFAULT_OPENAI_EMBEDDING = "text-embedding-3-small";
/** A customer waits for the vector of one question; documents have more time. */
const QUESTION_EMBEDDING_LIMITS = { timeoutMs: 4_000, maxRetries: 1 };

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
  const { findModels, writerFor, modelProviders } = createModelServers({ env, db, secretKey, logger, now });
  const create = createModelMaker({ logger, now });
  const choice = createModelChoice({ findModels, create, usage: createUsageMeter({ db, logger, now }) });
  const defaultModelOf = async (accountId: string) => (await findModels(accountId)).model;
  const knowledgeLanguages = createLanguageSurvey(db);
  const crawler = createSystemCrawler(env);
  const automation = createAutomationService({
    db,
    queue,
    files,
    secretKey,
    replyLanguage,
    post: createWebhookPost(env),
    now,
  });
  const agent = createAgent({
    retrieve: retriever.retrieve,
    knowledgeLanguages,
    embedding: questionEmbedding,
    // The choice says which.
    models: null,
    choice,
    toolsFor: createAccountTools({
      hours: automation.hours,
      forms: automation.listForms,
      fields: automation.fieldsOf,
      askSystem: automation.askSystem,
      now,
    }),
    logger,
    now,
  });
  return {
    knowledge: createKnowledgeService({
      db,
      queue,
      embedding,
      secretKey,
      logger,
      now,
      ocrFor: createOcr(env, findModels),
    }),
    webSources: createWebSourceService({ db, queue, crawler, logger, now }),
    answers: createAnswerService({ db, queue }),
    doctor: createKnowledgeDoctor({ db, embeddingModel: embedding.id, logger, now }),
    gaps: createGapService({
      db,
      queue,
      embedding,
      languageOf: async (text) => (await detectLanguage(text))?.language,
      now,
    }),
    agent,
    summarise: summariseBy(choice, db),
    automation,
    configuration: createConfigurationService({ db, agent, defaultModelOf, now }),
    modelProviders,
    explain: retriever.explain,
    evaluation: createEvaluationService({
      db,
      queue,
      agent,
      embeddingModel: embedding.id,
      answerModelOf: async (accountId) => {
        const id = await defaultModelOf(accountId);
        return id === null ? null : { id, promptVersion: PROMPT_VERSION };
      },
      writerFor,
      logger,
      now,
    }),
    close,
  };
}
