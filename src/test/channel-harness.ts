import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { AnswerResult } from "@/domain/agent/turn";
import type { AnswerRequest } from "@/server/agent/agent-step";
import { createTurnRules, type TurnRules } from "@/server/automation/decide";
import { type ChannelManager, type ChannelManagerDeps, createChannelManager } from "@/server/channels/manager";
import type { Scheduler } from "@/server/channels/scheduler";
import { createInbound, type Inbound } from "@/server/conversations/inbound";
import { createConversationService } from "@/server/conversations/service";
import type { DatabaseHandle } from "@/server/db/client";
import {
  connections,
  conversations,
  leases,
  messageMedia,
  messageReactions,
  messages,
  outbox,
  turns,
} from "@/server/db/schema";
import { createAnswerHandler } from "@/server/jobs/answer";
import type { JobData } from "@/server/jobs/names";
import type { JobQueue } from "@/server/jobs/queue";
import { silentLogger } from "@/server/logger";
import type { MediaFetching } from "@/server/media/fetcher";
import { createMediaService } from "@/server/media/service";
import { createMediaStore } from "@/server/media/store";
import type { TestDatabase } from "./database";
import { aConnection, anAccount } from "./factories";
import { FakeDriver } from "./fake-driver";
import { FakeScheduler } from "./fake-scheduler";
import type { FakeWhatsApp } from "./fake-whatsapp";

type AskedAgent = Pick<AnswerRequest, "question" | "history" | "conversation" | "facts">;

/** A grounded answer without a pipeline behind it. */
export const anAnswer = (reply: string, overrides: Partial<AnswerResult> = {}): AnswerResult => ({
  decision: "answer",
  band: "sure",
  reply,
  handoffReason: null,
  score: 0.9,
  citations: [],
  trace: {
    understoodQuestion: "",
    passages: [],
    sentences: [],
    dropped: [],
    model: "test",
    promptVersion: "1",
    usage: null,
    steps: [],
  },
  ...overrides,
});

/** What a process has of its own: timers that never fire and notifications that are never heard once it is dead. */
class FakeProcess {
  #isAlive = true;
  readonly scheduler: Scheduler;
  readonly handle: DatabaseHandle;

  constructor(handle: DatabaseHandle, scheduler: Scheduler) {
    const ifAlive = (run: () => void) => {
      if (this.#isAlive) run();
    };
    this.scheduler = {
      now: () => scheduler.now(),
      random: () => scheduler.random(),
      after: (ms, run) => scheduler.after(ms, () => ifAlive(run)),
    };
    this.handle = {
      ...handle,
      listen: (channel, onPayload) => handle.listen(channel, (payload) => ifAlive(() => onPayload(payload))),
    };
  }

  die(): void {
    this.#isAlive = false;
  }
}

/** One account with everything around its channel, on a real database; WhatsApp, the agent and time are the test's. */
export class ChannelHarness {
  readonly scheduler = new FakeScheduler();
  readonly driver = new FakeDriver(() => this.scheduler.now());
  readonly inbound: Inbound;
  readonly service: ReturnType<typeof createConversationService>;
  /** Of the installation. */
  readonly secretKey = new Uint8Array(32).fill(5);
  readonly asked: AskedAgent[] = [];
  /** What the agent says; a test replaces it. */
  answer: (asked: AskedAgent) => Promise<AnswerResult> = async ({ question }) => anAnswer(`About: ${question}`);
  jobs: { data: JobData<"answer">; startAfter: Date }[] = [];
  /** Of every customer. */
  language = "en";
  /** What is asked instead of the account's rules; a test sets it. */
  rules: TurnRules | undefined;
  /** Other systems that are to be called. */
  webhooks: JobData<"webhook">[] = [];
  /** Recordings that are to be written down, when `transcribes` is set. */
  transcriptions: JobData<"transcribe">[] = [];
  transcribes = false;
  readonly mediaFolder = path.join(tmpdir(), `parley-test-media-${randomUUID()}`);
  readonly mediaStore = createMediaStore(this.mediaFolder);
  readonly media: ReturnType<typeof createMediaService>;
  managers: ChannelManager[] = [];
  readonly #processes = new Map<ChannelManager, FakeProcess>();
  accountId = "";

  constructor(readonly handle: TestDatabase) {
    const now = () => this.scheduler.now();
    this.media = createMediaService({ db: handle.db, store: this.mediaStore, logger: silentLogger(), now });
    this.inbound = createInbound({
      db: handle.db,
      queue: this.queue,
      files: this.media,
      logger: silentLogger(),
      now,
      secretKey: this.secretKey,
    });
    this.service = createConversationService({ db: handle.db, files: this.media, now });
  }

  get db() {
    return this.handle.db;
  }

  get whatsApp(): FakeWhatsApp {
    return this.driver.of(this.accountId);
  }

  get queue(): Pick<JobQueue, "enqueue"> {
    return {
      enqueue: async (_db, name, data, options = {}) => {
        if (name === "transcribe") {
          this.transcriptions.push(data as JobData<"transcribe">);
          return;
        }
        if (name === "webhook") {
          this.webhooks.push(data as JobData<"webhook">);
          return;
        }
        // What conversations leave open is looked at by and by, and by nobody here.
        if (["examine_knowledge", "group_questions", "embed_anew", "remove_old"].includes(name)) return;
        if (name !== "answer") throw new Error(`Nobody works on ${name} here.`);
        const startAfter = options.startAfter ?? this.scheduler.now();
        this.jobs.push({ data: data as JobData<"answer">, startAfter });
      },
    };
  }

  get fetching(): MediaFetching {
    const { db, mediaStore: store, queue, transcribes } = this;
    return { db, store, queue, transcribes, logger: silentLogger() };
  }

  async createAccount(overrides: Parameters<typeof anAccount>[1] = {}): Promise<string> {
    const account = await anAccount(this.db, { answerSettings: DEFAULT_ANSWER_SETTINGS, ...overrides });
    await aConnection(this.db, { accountId: account.id });
    this.accountId = account.id;
    return account.id;
  }

  /** A process that runs connections. Leases last as long as a test, so that only a test ends them. */
  async aManager(overrides: Partial<ChannelManagerDeps> & { holder?: string } = {}): Promise<ChannelManager> {
    const process = new FakeProcess(this.handle, this.scheduler);
    const manager = createChannelManager({
      handle: process.handle,
      driver: this.driver,
      inbound: this.inbound,
      logger: silentLogger(),
      holder: `process-${this.managers.length + 1}`,
      isOnlyProcess: false,
      pacing: "off",
      media: this.fetching,
      scheduler: process.scheduler,
      ...overrides,
      timing: { leaseTtlMs: 600_000, staggerMs: 0, ...overrides.timing },
    });
    this.managers.push(manager);
    this.#processes.set(manager, process);
    await manager.resumeAll();
    return manager;
  }

  /** Works on the answer jobs that are due, as often as new ones fall due. @returns how many ran */
  async answerDue(): Promise<number> {
    const handler = this.answerHandler();
    let count = 0;
    for (;;) {
      const index = this.jobs.findIndex(({ startAfter }) => startAfter <= this.scheduler.now());
      const [job] = index < 0 ? [] : this.jobs.splice(index, 1);
      if (!job) return count;
      await handler(job.data, new AbortController().signal, { number: 1, isLast: false });
      count += 1;
    }
  }

  answerHandler() {
    return createAnswerHandler({
      db: this.db,
      queue: this.queue,
      agent: {
        answer: (input) => {
          this.asked.push({ question: input.question, history: input.history });
          return this.answer(input);
        },
      },
      replyLanguage: async () => this.language,
      rules:
        this.rules ??
        createTurnRules({ db: this.db, queue: this.queue, files: this.media, now: () => this.scheduler.now() }),
      logger: silentLogger(),
      now: () => this.scheduler.now(),
      transcribes: this.transcribes,
    });
  }

  /** Lets every quiet period pass and answers what then waits. */
  async answerEverything(): Promise<void> {
    while (this.jobs.length > 0) {
      this.scheduler.advance(1000);
      await this.answerDue();
    }
  }

  /** Without a connection: as if what is queued had reached the customer, so that nothing of it is withdrawn any more. */
  async sendEverything(): Promise<void> {
    const { accountId } = this;
    await this.db
      .update(outbox)
      .set({ status: "sent", sentAt: this.scheduler.now() })
      .where(and(eq(outbox.accountId, accountId), eq(outbox.status, "queued")));
  }

  /** As another process may have left it. */
  async setConnection(values: Partial<typeof connections.$inferInsert>): Promise<void> {
    await this.db.update(connections).set(values).where(eq(connections.accountId, this.accountId));
  }

  async connection() {
    const [row] = await this.db.select().from(connections).where(eq(connections.accountId, this.accountId));
    return row;
  }

  messages() {
    return this.db.select().from(messages).where(eq(messages.accountId, this.accountId)).orderBy(asc(messages.seq));
  }

  async mediaRows() {
    const rows = await this.db
      .select({ media: messageMedia })
      .from(messageMedia)
      .innerJoin(messages, eq(messages.id, messageMedia.messageId))
      .where(eq(messageMedia.accountId, this.accountId))
      .orderBy(asc(messages.seq));
    return rows.map(({ media }) => media);
  }

  reactions() {
    return this.db.select().from(messageReactions).where(eq(messageReactions.accountId, this.accountId));
  }

  outbox() {
    return this.db.select().from(outbox).where(eq(outbox.accountId, this.accountId)).orderBy(asc(outbox.seq));
  }

  turns() {
    return this.db
      .select()
      .from(turns)
      .where(eq(turns.accountId, this.accountId))
      .orderBy(asc(turns.createdAt), asc(turns.id));
  }

  conversations() {
    return this.db
      .select()
      .from(conversations)
      .where(eq(conversations.accountId, this.accountId))
      .orderBy(asc(conversations.id));
  }

  /** Resolves when what was set in motion has come to its end, or waits for the clock. */
  quiet(): Promise<void> {
    return this.handle.quiet();
  }

  /** The process ends without a word: its lease lapses, its browser is gone, what it was doing never returns. */
  async kill(manager: ChannelManager): Promise<void> {
    this.managers = this.managers.filter((other) => other !== manager);
    this.#processes.get(manager)?.die();
    for (const connection of this.whatsApp.connections) connection.vanish();
    await this.db.update(leases).set({ expiresAt: new Date(0) });
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.managers.map((manager) => manager.shutdown()));
    this.managers = [];
    await rm(this.mediaFolder, { recursive: true, force: true });
  }
}
