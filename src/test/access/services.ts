import { createAgent } from "@/server/agent/pipeline";
import { createAnalyticsService } from "@/server/analytics/service";
import { createEmbeddedAuth, DEFAULT_LIMITS } from "@/server/auth/embedded/embedded-auth";
import { createAuthService } from "@/server/auth/service";
import { EMBEDDED_ISSUER, embeddedTransport } from "@/server/auth/transport";
import { createAutomationService } from "@/server/automation/service";
import { createChannelControl } from "@/server/channels/service";
import { createConfigurationService } from "@/server/configuration/service";
import { createContactService } from "@/server/conversations/contacts/service";
import { createRetentionService } from "@/server/conversations/retention/service";
import { createConversationService } from "@/server/conversations/service";
import type { ChangeFeed } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { createEvaluationService } from "@/server/evaluation/service";
import { createInboxViewService } from "@/server/inbox-views/service";
import { createAnswerService } from "@/server/knowledge/answers/service";
import { createKnowledgeDoctor } from "@/server/knowledge/doctor/service";
import { fakeEmbedding } from "@/server/knowledge/fixtures/fake-embedding";
import { createGapService } from "@/server/knowledge/gaps/service";
import { createLanguageSurvey } from "@/server/knowledge/language-survey";
import { createRetriever } from "@/server/knowledge/retriever";
import { createKnowledgeService } from "@/server/knowledge/service";
import { createWebSourceService } from "@/server/knowledge/web-sources/service";
import { silentLogger } from "@/server/logger";
import type { OutgoingMail } from "@/server/mail/mail";
import { createOutbox } from "@/server/mail/outbox";
import { createMailer, createMailService } from "@/server/mail/service";
import { createMediaService } from "@/server/media/service";
import type { MediaStore } from "@/server/media/store";
import { createModelProviderService } from "@/server/model-providers/service";
import { createRateLimiter } from "@/server/rate-limit/service";
import { createSavedReplyService } from "@/server/saved-replies/service";
import type { Services } from "@/server/services";
import { createInvitationService } from "@/server/team/invitations";
import { createTeamService } from "@/server/team/service";
import { memoryFiles } from "@/test/memory-files";

const SECRET_KEY = new Uint8Array(32).fill(7);
const SITE = "http://localhost:3000";

/** What a model would write from any document that says so. */
const WRITER = {
  writeQuestions: async (passages: readonly { text: string }[]) =>
    JSON.stringify(passages.map(({ text }) => ({ question: `What about ${text.slice(0, 40)}?`, quote: text }))),
};

export interface AccessServices {
  services: Services;
  /** Everything that was put on its way through these services. */
  mails: OutgoingMail[];
  /** What was asked for that leaves no statement. */
  touched: string[];
}

/**
 * The services that procedures work with, real and over the database that is given, which may be a transaction. Left out
 * are jobs, the counting of requests, and models.
 */
export function accessServices(db: Database, store: MediaStore): AccessServices {
  const now = () => new Date();
  const logger = silentLogger();
  const queue = { enqueue: async () => undefined } as unknown as Services["queue"];
  const mails: OutgoingMail[] = [];
  const touched: string[] = [];
  const stored = createMailer({ queue, secretKey: SECRET_KEY, now });
  const mailer: Services["mailer"] = {
    send: async (tx, mail) => {
      mails.push(mail);
      await stored.send(tx, mail);
    },
  };
  const limiter = createRateLimiter(db);
  const embedding = fakeEmbedding();
  const embedded = createEmbeddedAuth({
    db,
    now,
    logger,
    options: { issuer: EMBEDDED_ISSUER, isSignUpOpen: true, mailer, encryptionKey: SECRET_KEY, limits: DEFAULT_LIMITS },
  });
  const retriever = createRetriever({ db, embedding });
  const agent = createAgent({
    retrieve: retriever.retrieve,
    knowledgeLanguages: createLanguageSurvey(db),
    embedding,
    models: null,
    logger,
    now,
  });
  const services: Services = {
    db,
    databaseKind: "pglite",
    changes: oneChange(() => touched.push("the change feed")),
    queue,
    auth: createAuthService({ db, transport: embeddedTransport(embedded), mailer, logger, now, isSignUpOpen: true }),
    team: createTeamService({ db, mailer }),
    invitations: createInvitationService({ db, mailer, limiter, now }),
    mailer,
    mail: createMailService({
      db,
      outbox: createOutbox({ db, secretKey: SECRET_KEY, siteUrl: () => SITE }),
      delivery: null,
    }),
    sendsMail: false,
    limiter,
    requestLimits: { take: async () => ({ ok: true }), openStream: () => () => undefined },
    knowledge: createKnowledgeService({ db, queue, embedding, secretKey: SECRET_KEY, logger, now }),
    // Reading is a job, and jobs are left out.
    webSources: createWebSourceService({ db, queue, crawler: {} as never, logger, now }),
    answers: createAnswerService({ db, queue }),
    doctor: createKnowledgeDoctor({ db, embeddingModel: embedding.id, logger, now }),
    gaps: createGapService({ db, queue, embedding, languageOf: async () => "en", now }),
    conversations: createConversationService({ db, files: memoryFiles(db), now }),
    contacts: createContactService({
      db,
      // What is removed from the disk doesn't come back with the rows.
      files: { forget: async () => void touched.push("the bytes of a file") },
      secretKey: SECRET_KEY,
      now,
    }),
    retention: createRetentionService({
      db,
      // Removing is a job, and jobs are left out.
      files: { forget: async () => undefined },
      secretKey: SECRET_KEY,
      queue,
      analytics: { rollUp: async () => undefined },
      now,
    }),
    media: createMediaService({ db, store, logger, now }),
    channels: createChannelControl(db, now),
    agent,
    configuration: createConfigurationService({ db, agent, defaultModelOf: async () => null, now }),
    modelProviders: createModelProviderService({
      db,
      secretKey: SECRET_KEY,
      installed: null,
      allowedHosts: [],
      fetch,
      // Models are left out: whatever is tried is down.
      tryModel: async () => ({ ok: false, problem: "provider_down" }),
      findPrivateAddress: async () => undefined,
      limiter,
      now,
    }),
    explain: retriever.explain,
    evaluation: createEvaluationService({
      db,
      queue,
      agent,
      embeddingModel: embedding.id,
      answerModelOf: async () => null,
      writerFor: async () => ({ writer: WRITER }),
      logger,
      now,
    }),
    inboxViews: createInboxViewService({ db, now }),
    savedReplies: createSavedReplyService(db),
    analytics: createAnalyticsService({ db, queue, now }),
    automation: createAutomationService({
      db,
      queue,
      files: memoryFiles(db),
      secretKey: SECRET_KEY,
      replyLanguage: async () => "en",
      post: async () => ({ status: 200, problem: undefined, isFinal: false }),
      now,
    }),
  };
  return { services, mails, touched };
}

/** One change, and then silence until the reader leaves: a stream that is asked about while nothing happens. */
const oneChange = (onSubscribe: () => void): ChangeFeed => ({
  async *subscribe(accountId) {
    onSubscribe();
    yield { accountId, topic: "team", id: accountId };
    await new Promise(() => undefined);
  },
  close: async () => undefined,
});
