/**
 * The composition root: the one place that knows which adapters stand behind which ports. What it makes lives behind a
 * global symbol, because the custom server and Next's bundle hold two copies of every module in one process.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { DEVELOPER_HEADER } from "@/domain/access/developer-header";
import type { Env } from "@/env";
import { createCaller } from "./api/root";
import { checkBind } from "./auth/bind";
import { type HttpPort, headersCookies, httpCookies } from "./auth/http";
import { createAuth } from "./auth/setup";
import { keepTimedRules } from "./automation/service";
import { keepWaking } from "./conversations/snoozing";
import { openChangeFeed } from "./db/changes";
import { openDatabase } from "./db/client";
import { scheduleVacuum } from "./db/maintenance";
import { AppError } from "./errors";
import { createInboxViewService } from "./inbox-views/service";
import { keepSourcesRead } from "./knowledge/web-sources/schedule";
import type { Logger } from "./logger";
import { createRequestLimits } from "./rate-limit/requests";
import { createRateLimiter } from "./rate-limit/service";
import { createSavedReplyService } from "./saved-replies/service";
import { loadSecretKey } from "./secret-key";
import type { Services } from "./services";
import { createInvitationService } from "./team/invitations";
import { createTeamService } from "./team/service";
import { keepTidy } from "./tidying";
import { createKnowledgeAndAgent } from "./wiring/knowledge-and-agent";
import { createMail } from "./wiring/mail";
import { createMessaging } from "./wiring/messaging";

const KEY = Symbol.for("parley.runtime");

/** How long running jobs may take to finish once the process is asked to stop. */
const JOB_STOP_MS = 8_000;

type Caller = ReturnType<typeof createCaller>;

export interface Runtime {
  env: Env;
  logger: Logger;
  services: Services;
  /** The cookies of a request and its response. */
  httpPort(req: IncomingMessage, res: ServerResponse): HttpPort;
  /** A typed caller for server components, as the user whose cookies the headers carry. */
  createCaller(headers: Headers): Promise<Caller>;
  /** Where people open Parley, for the links in mails. Known for sure once the web server listens: see main.ts. */
  site: { url: string };
  /** Starts the jobs and connections of this process's roles. */
  start(): Promise<void>;
  /** No new work; running jobs finish or return to the queue; browsers closed; database closed. */
  stop(): Promise<void>;
}

/** Makes it reachable for Next's copy of our modules; only the entry calls this. */
export function publishRuntime(runtime: Runtime): void {
  (globalThis as { [KEY]?: Runtime })[KEY] = runtime;
}

/** @throws AppError in words for whoever starts Parley, when it can't run like this */
export async function createRuntime(env: Env, logger: Logger): Promise<Runtime> {
  const bind = checkBind({ host: env.HOST, isEmbedded: !env.SUPABASE_URL, allowRemote: env.PARLEY_ALLOW_REMOTE });
  if (!bind.ok) throw new AppError("bad_request", bind.message);
  const secretKey = await loadSecretKey({ configured: env.PARLEY_SECRET_KEY, dataDir: env.dataDir });
  const handle = await openDatabase({
    url: env.DATABASE_URL,
    dataDir: path.join(env.dataDir, "database"),
    logger,
    onLost: (error) => {
      // Nothing can be stored any more, so nothing may be answered: end, and let the next start pick up.
      logger.fatal({ err: error }, "the embedded database has ended");
      process.kill(process.pid, "SIGTERM");
    },
  });
  const { db } = handle;
  const now = () => new Date();
  const changes = await openChangeFeed(handle);
  const site = { url: env.PARLEY_PUBLIC_URL ?? `http://localhost:${env.PORT}` };
  const messaging = createMessaging({ env, handle, logger, now, holder: randomUUID(), secretKey });
  const mail = createMail({ env, db, queue: messaging.queue, secretKey, logger, now, siteUrl: () => site.url });
  const { mailer } = mail;
  const limiter = createRateLimiter(db);
  const auth = createAuth({
    db,
    logger,
    now,
    mailer,
    limiter,
    supabase: supabaseOf(env),
    isSignUpOpen: env.PARLEY_SIGN_UP === "open",
    confirmsEmail: env.PARLEY_CONFIRM_EMAIL ?? env.SMTP_URL !== undefined,
    siteUrl: () => site.url,
    secretKey,
  });
  // Before anything can be asked for: an upload enqueues a job.
  await messaging.queue.start();
  const answering = createKnowledgeAndAgent({
    env,
    db,
    secretKey,
    queue: messaging.queue,
    files: messaging.media.service,
    logger,
    now,
  });
  const services: Services = {
    db,
    databaseKind: handle.kind,
    changes,
    queue: messaging.queue,
    auth,
    team: createTeamService({ db, mailer }),
    invitations: createInvitationService({ db, mailer, limiter, now }),
    mailer,
    mail: mail.service,
    sendsMail: env.SMTP_URL !== undefined,
    limiter,
    requestLimits: createRequestLimits(limiter, now),
    knowledge: answering.knowledge,
    webSources: answering.webSources,
    answers: answering.answers,
    doctor: answering.doctor,
    gaps: answering.gaps,
    conversations: messaging.conversations,
    contacts: messaging.contacts,
    retention: messaging.retention,
    media: messaging.media.service,
    channels: messaging.control,
    agent: answering.agent,
    explain: answering.explain,
    evaluation: answering.evaluation,
    automation: answering.automation,
    analytics: messaging.analytics,
    configuration: answering.configuration,
    modelProviders: answering.modelProviders,
    savedReplies: createSavedReplyService(db),
    inboxViews: createInboxViewService({ db, now }),
  };
  const httpOptions = {
    ...(env.PARLEY_PUBLIC_URL ? { publicUrl: env.PARLEY_PUBLIC_URL } : {}),
    isBehindProxy: env.PARLEY_BEHIND_PROXY,
  };
  let stopVacuum = () => {};
  let stopTidying = () => {};
  let stopReading = () => {};
  let stopTimedRules = () => {};
  let stopWaking = () => {};

  return {
    env,
    logger,
    services,
    site,
    httpPort: (req, res) => httpCookies(req, res, httpOptions),
    async createCaller(headers) {
      const http = headersCookies(new Headers(headers), new Headers(), httpOptions);
      const session = await auth.readSession(http);
      const { user = null, sessionId = null } = session ?? {};
      return createCaller({ services, http, user, sessionId, isDeveloper: headers.has(DEVELOPER_HEADER) });
    },
    async start() {
      if (env.PARLEY_ROLES.includes("worker")) {
        await messaging.work(answering);
        await mail.work();
        stopReading = keepSourcesRead(answering.webSources, logger);
        stopWaking = keepWaking({ db, now, logger });
        stopTimedRules = keepTimedRules(() => answering.automation.enqueueTimed(), logger);
        const tidyFiles = () => messaging.media.service.tidy();
        stopTidying = keepTidy(
          {
            "rate limits": () => limiter.tidy(now()),
            mails: () => mail.service.tidy(now()),
            "sessions and keys": () => auth.tidy(),
            "files of messages": tidyFiles,
            "what was found in documents": () => answering.knowledge.examineAll(),
            "questions in no group yet": () => answering.gaps.groupAll(),
            "views that were removed": () => services.inboxViews.tidy(),
            "who looked at conversations": () => services.conversations.forgetOldPresence(),
            "what rules leave": () => answering.automation.tidy(),
            "figures of days that are over": () => messaging.analytics.enqueueRollUps(),
            "what accounts keep no longer": () => messaging.retention.enqueueRemovals(),
            "vectors of other models": () => answering.knowledge.enqueueEmbeddingAnew(),
          },
          logger,
        );
      }
      if (env.PARLEY_ROLES.includes("channels")) await messaging.resume();
      stopVacuum = scheduleVacuum(handle, logger);
    },
    async stop() {
      stopVacuum();
      stopTidying();
      stopReading();
      stopTimedRules();
      stopWaking();
      await mail.stop();
      // Connections first: what arrives from now on waits at WhatsApp and is swept up by the next start.
      await messaging.stopChannels();
      await messaging.queue.stop({ timeoutMs: JOB_STOP_MS });
      await answering.close();
      await changes.close();
      await handle.close();
    },
  };
}

function supabaseOf({ SUPABASE_URL: url, SUPABASE_ANON_KEY: anonKey, SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey }: Env) {
  return url && anonKey ? { url, anonKey, serviceRoleKey } : undefined;
}
