import path from "node:path";
import type { Env } from "@/env";
import { createRemovalHandler } from "@/server/accounts/removal";
import { replyLanguage } from "@/server/agent/language";
import type { Agent } from "@/server/agent/pipeline";
import { createAnalyticsService } from "@/server/analytics/service";
import type { AutomationService } from "@/server/automation/service";
import { findChromium } from "@/server/browser/find-chromium";
import { keepExpiring } from "@/server/channels/expiry";
import { type ChannelManager, createChannelManager } from "@/server/channels/manager";
import { CHANNEL_DRIVERS } from "@/server/channels/registry";
import { systemScheduler } from "@/server/channels/scheduler";
import { createChannelControl } from "@/server/channels/service";
import { createContactService } from "@/server/conversations/contacts/service";
import { createInbound } from "@/server/conversations/inbound";
import { createRetentionService } from "@/server/conversations/retention/service";
import { createConversationService } from "@/server/conversations/service";
import type { Summarise } from "@/server/conversations/summary";
import type { DatabaseHandle } from "@/server/db/client";
import type { EvaluationService } from "@/server/evaluation/service";
import { createAnswerHandler } from "@/server/jobs/answer";
import { createCrawlHandler } from "@/server/jobs/crawl";
import { createEmbedAnewHandler } from "@/server/jobs/embed-anew";
import { createEvaluateHandler } from "@/server/jobs/evaluate";
import { createExamineKnowledgeHandler } from "@/server/jobs/examine-knowledge";
import { createGroupQuestionsHandler } from "@/server/jobs/group-questions";
import { createIngestHandler } from "@/server/jobs/ingest";
import { createJobQueue } from "@/server/jobs/queue";
import { createRemoveOldHandler } from "@/server/jobs/remove-old";
import { createRollUpHandler } from "@/server/jobs/roll-up";
import { createTimedRulesHandler } from "@/server/jobs/timed-rules";
import { createWebhookHandler } from "@/server/jobs/webhook";
import type { KnowledgeDoctor } from "@/server/knowledge/doctor/service";
import type { GapService } from "@/server/knowledge/gaps/service";
import type { KnowledgeService } from "@/server/knowledge/service";
import type { WebSourceService } from "@/server/knowledge/web-sources/service";
import type { Logger } from "@/server/logger";
import { projectPath } from "@/server/project-root";
import { createMedia } from "./media";

/** Conversations answered at once: each waits for a model most of the time. */
const ANSWER_CONCURRENCY = 4;
/**
 * Documents read at once, of different accounts: each keeps a core busy, so one account gains nothing by two, and another
 * account need not wait for its thousand pages.
 */
const INGEST = { concurrency: 2, perOwner: 1 };
/** Sites read at once: each is waited for most of the time, and a slow one must not hold up the others. */
const CRAWL_CONCURRENCY = 3;

/** Other systems called at once: each is waited for most of the time. */
const WEBHOOK_CONCURRENCY = 3;

interface Answering {
  knowledge: KnowledgeService;
  webSources: WebSourceService;
  doctor: KnowledgeDoctor;
  gaps: GapService;
  agent: Agent;
  summarise?: Summarise | undefined;
  evaluation: EvaluationService;
  automation: AutomationService;
}

export interface MessagingOptions {
  env: Env;
  handle: DatabaseHandle;
  logger: Logger;
  now: () => Date;
  /** Unique per start of a process. */
  holder: string;
  secretKey: Buffer;
}

/** The queue, the inbox and the WhatsApp connections of this process. */
export function createMessaging({ env, handle, logger, now, holder, secretKey }: MessagingOptions) {
  const { db } = handle;
  const queue = createJobQueue(handle, logger);
  const quiet = env.PARLEY_PACING === "off" ? "none" : "adaptive";
  const media = createMedia({ env, db, queue, logger, now });
  const analytics = createAnalyticsService({ db, queue, now });
  const inbound = createInbound({ db, queue, files: media.service, logger, now, quiet, secretKey });
  const erasing = { db, files: media.service, secretKey, now };
  const retention = createRetentionService({ ...erasing, queue, analytics });
  let manager: ChannelManager | undefined;
  let stopExpiring = async () => {};
  return {
    queue,
    conversations: createConversationService({ db, files: media.service, now }),
    contacts: createContactService(erasing),
    retention,
    analytics,
    media,
    /** Writes down what people ask for; the process that runs the connection carries it out. */
    control: createChannelControl(db, now),

    async work({
      knowledge,
      webSources,
      doctor,
      gaps,
      agent,
      summarise,
      evaluation,
      automation,
    }: Answering): Promise<void> {
      await queue.work("ingest", INGEST, createIngestHandler(knowledge));
      await queue.work("crawl", { concurrency: CRAWL_CONCURRENCY }, createCrawlHandler(webSources));
      await queue.work("embed_anew", { concurrency: 1 }, createEmbedAnewHandler(knowledge));
      await queue.work("examine_knowledge", { concurrency: 1 }, createExamineKnowledgeHandler(doctor));
      await queue.work("group_questions", { concurrency: 1 }, createGroupQuestionsHandler(gaps));
      // One at a time: customers' questions need the same models.
      await queue.work("evaluate", { concurrency: 1 }, createEvaluateHandler(evaluation));
      const { transcribes } = media;
      const rules = automation.turnRules;
      const answer = createAnswerHandler({
        db,
        queue,
        agent,
        summarise,
        replyLanguage,
        rules,
        logger,
        now,
        quiet,
        transcribes,
      });
      await queue.work("answer", { concurrency: ANSWER_CONCURRENCY }, answer);
      await queue.work("webhook", { concurrency: WEBHOOK_CONCURRENCY }, createWebhookHandler(automation));
      await queue.work("timed_rules", { concurrency: 1 }, createTimedRulesHandler(automation));
      await queue.work("roll_up", { concurrency: 1 }, createRollUpHandler(analytics));
      await queue.work("remove_old", { concurrency: 1 }, createRemoveOldHandler(retention));
      await media.work();
      const forgetFiles = (accountId: string) => media.service.forgetAccount(accountId);
      await queue.work("remove_account", { concurrency: 1 }, createRemovalHandler({ db, queue, now, forgetFiles }));
      await inbound.enqueueWaiting();
    },

    async resume(): Promise<void> {
      const chromium = await findChromium({
        chromiumPath: env.CHROMIUM_PATH,
        // Beside the package it is unpacked from, so that it is unpacked once and goes when the package goes.
        cacheDir: projectPath("node_modules/.cache/parley"),
      });
      logger.info({ source: chromium.source, path: chromium.executablePath }, "browser for WhatsApp found");
      const driver = CHANNEL_DRIVERS["whatsapp-web"]({
        sessionsDir: path.join(env.dataDir, "sessions"),
        secretKey,
        chromium,
        extraLaunchArgs: env.PARLEY_CHROMIUM_ARGS,
        logger,
      });
      const pacing = env.PARLEY_PACING === "human" ? "by_account" : "off";
      manager = createChannelManager({ handle, driver, inbound, logger, holder, pacing, media: media.fetching });
      await manager.resumeAll();
      stopExpiring = keepExpiring({ db, scheduler: systemScheduler, logger });
    },

    stopChannels: async () => {
      await stopExpiring();
      await manager?.shutdown();
    },
  };
}
