/**
 * All of Parley between a message and its reply, without its pages: embedded database, queue, inbox, outbox, connection
 * manager and driver, put together as the product puts them together. Only the agent is replaced: it says what it hears.
 */
import path from "node:path";
import type { AnswerResult } from "@/domain/agent/turn";
import { readEnv } from "@/env";
import { getAccount } from "@/server/accounts/service";
import type { Agent } from "@/server/agent/pipeline";
import { createTurnRules } from "@/server/automation/decide";
import type { AutomationService } from "@/server/automation/service";
import { describeConnection } from "@/server/channels/service";
import { openChangeFeed } from "@/server/db/changes";
import { openDatabase } from "@/server/db/client";
import type { EvaluationService } from "@/server/evaluation/service";
import type { KnowledgeDoctor } from "@/server/knowledge/doctor/service";
import type { GapService } from "@/server/knowledge/gaps/service";
import type { KnowledgeService } from "@/server/knowledge/service";
import type { WebSourceService } from "@/server/knowledge/web-sources/service";
import { silentLogger } from "@/server/logger";
import { createMessaging } from "@/server/wiring/messaging";
import { anAccount } from "@/test/factories";
import { botSettings, MarkRecorder, serve, tell, withinReadyLimit } from "./bot";
import { observeDrivers, observeQueue, ReadyTimes } from "./observed";

const { dataDir, chromium, launchArgs } = botSettings();
const env = readEnv({
  NODE_ENV: "production",
  PARLEY_DATA_DIR: dataDir,
  PARLEY_PACING: "off",
  PARLEY_CHROMIUM_ARGS: JSON.stringify(launchArgs),
  ...(chromium.source === "bundled" ? {} : { CHROMIUM_PATH: chromium.executablePath }),
});
const logger = silentLogger();
const marks = new MarkRecorder();
const readyTimes = new ReadyTimes();

const echo: Agent = {
  answer: async ({ question }): Promise<AnswerResult> => {
    marks.mark("asked");
    const trace = { understoodQuestion: question, passages: [], sentences: [], dropped: [], usage: null, steps: [] };
    return {
      decision: "answer",
      band: "sure",
      reply: question,
      handoffReason: null,
      score: 1,
      citations: [],
      trace: { ...trace, model: "echo", promptVersion: "1" },
    };
  },
};

const handle = await openDatabase({
  dataDir: path.join(env.dataDir, "database"),
  logger,
  onLost: () => process.exit(1),
});
const changes = await openChangeFeed(handle);
observeDrivers({
  marks,
  readyTimes,
  onQr: (accountId, qr) => tell({ type: "qr", session: sessionOf(accountId), qr }),
});
const messaging = createMessaging({
  env,
  handle,
  logger,
  now: () => new Date(),
  holder: "benchmark",
  secretKey: Buffer.alloc(32, 1),
});
observeQueue(messaging.queue, marks);
const turnRules = createTurnRules({
  db: handle.db,
  queue: messaging.queue,
  files: messaging.media.service,
  now: () => new Date(),
});
await messaging.queue.start();
// Nothing is uploaded here.
await messaging.work({
  knowledge: {} as KnowledgeService,
  webSources: {} as WebSourceService,
  doctor: {} as KnowledgeDoctor,
  gaps: { group: async () => undefined } as unknown as GapService,
  agent: echo,
  evaluation: {} as EvaluationService,
  // No account has rules: what a message costs is what looking for them costs.
  automation: { turnRules } as AutomationService,
});
await messaging.resume();

const accountIdOf = (session: number) => `acc_session_${session}`;
const sessionOf = (accountId: string) => Number(accountId.slice(accountIdOf(0).length - 1));

/** The session's account, made when it is asked for the first time. */
async function accountOf(session: number): Promise<string> {
  const id = accountIdOf(session);
  await getAccount(handle.db, id).catch(() => anAccount(handle.db, { id }));
  return id;
}

/** Resolves when the account's page would show that it has stopped. */
async function stopped(accountId: string): Promise<void> {
  const found = new AbortController();
  const isStopped = async () =>
    (await describeConnection(handle.db, { accountId, canManage: false })).state === "stopped";
  const news = changes.subscribe(accountId, found.signal);
  if (await isStopped()) return found.abort();
  for await (const _ of news) if (await isStopped()) return found.abort();
}

serve({
  open: async (session) => {
    const accountId = await accountOf(session);
    const ready = readyTimes.next(accountId);
    await messaging.control.start(accountId);
    return withinReadyLimit(ready);
  },
  close: async (session) => {
    const accountId = await accountOf(session);
    await messaging.control.stop(accountId);
    await stopped(accountId);
    return null;
  },
  takeMarks: async () => marks.take(),
  readRss: async () => process.memoryUsage.rss(),
  end: async () => {
    await messaging.stopChannels();
    await messaging.queue.stop({ timeoutMs: 2000 });
    await changes.close();
    await handle.close();
    return null;
  },
});
