import { judgeModelServer } from "@/domain/agent/model-server-url";
import type { Env } from "@/env";
import type { ChatModel } from "@/server/agent/chat-model";
import { createModelChain } from "@/server/agent/model-chain";
import type { ModelWishes } from "@/server/agent/model-choice";
import type { ModelServer } from "@/server/agent/model-servers";
import { createChatModel, createQuestionWriter } from "@/server/agent/models";
import { tryModel } from "@/server/agent/try-model";
import type { Database } from "@/server/db/client";
import { createGuardedFetch, findPrivateAddress } from "@/server/knowledge/web/guarded-fetch";
import { systemNetwork } from "@/server/knowledge/web/network";
import type { Logger } from "@/server/logger";
import { createFindModels } from "@/server/model-providers/find-models";
import { createModelProviderService } from "@/server/model-providers/service";
import { createRateLimiter } from "@/server/rate-limit/service";

/** Two models have to fit into the time of one turn. */
const TIMEOUTS_WITH_FALLBACK_MS = { first: 10_000, second: 9_000 };

/** The provider Parley was set up with, for all accounts that have none of their own; null without a key. */
function installedServer(env: Env): ModelServer | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: model } = env;
  return apiKey ? { id: "installed", apiKey, baseURL, model, fallbackModel: env.OPENAI_FALLBACK_MODEL } : null;
}

/** Makes the models that write answers, each with the one of the same server that does when it fails. */
export function createModelMaker({ logger, now }: { logger: Logger; now: () => Date }) {
  const { first, second } = TIMEOUTS_WITH_FALLBACK_MS;
  return (server: ModelServer, { model = server.model, ...wishes }: ModelWishes): ChatModel => {
    const { fallbackModel } = server;
    const options = { ...server, ...wishes };
    if (!fallbackModel || fallbackModel === model)
      return createModelChain({ models: [createChatModel({ ...options, model })], logger, now });
    const main = createChatModel({ ...options, model }, { timeoutMs: first });
    const other = createChatModel({ ...options, model: fallbackModel }, { timeoutMs: second });
    return createModelChain({ models: [main, other], logger, now });
  };
}

export interface ModelServersOptions {
  env: Env;
  db: Database;
  secretKey: Uint8Array;
  logger: Logger;
  now: () => Date;
}

/** Who writes for which account: its own provider, or the one Parley was set up with. */
export function createModelServers({ env, db, secretKey, logger, now }: ModelServersOptions) {
  const installed = installedServer(env);
  const allowedHosts = env.PARLEY_MODEL_HOSTS;
  const fetch = createGuardedFetch({ network: systemNetwork, judge: (url) => judgeModelServer(url, allowedHosts) });
  const findModels = createFindModels({ db, secretKey, installed, fetch, logger });
  return {
    findModels,
    modelProviders: createModelProviderService({
      db,
      secretKey,
      installed,
      allowedHosts,
      fetch,
      findPrivateAddress: (url) => findPrivateAddress(systemNetwork, url),
      tryModel,
      limiter: createRateLimiter(db),
      now,
    }),
    /** Test questions are written by whoever writes the answers. */
    async writerFor(accountId: string) {
      const { server, problem } = await findModels(accountId);
      return { writer: server && createQuestionWriter(server), reason: problem };
    },
  };
}
