import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata, PgBoss } from "pg-boss";
import { type Database, type DatabaseHandle, executeRows } from "../db/client";
import type { Logger } from "../logger";
import { embeddedConnection } from "./embedded-connection";
import { IdleWorkers } from "./idle-workers";
import { JOB_NAMES, type JobData, type JobName, jobKey, jobOwner, jobSchemas } from "./names";
import { DEAD_LETTER_QUEUE, POLLING, queueSettings, SUPERVISION } from "./queue-settings";

export interface EnqueueOptions {
  /** Not before this instant. Default: at once. */
  startAfter?: Date;
  /** Jobs of a name with the same key never run at the same time. Default: see jobKey. */
  singletonKey?: string;
  /** Of jobs that wait, those with a higher one come first; among equals, the oldest. Default: 0. */
  priority?: number;
}

export interface JobAttempt {
  /** 1 for the first try. */
  number: number;
  /** A failure now is final, unless it was the signal: the job moves to the dead letter queue. */
  isLast: boolean;
}

export interface WorkOptions {
  concurrency: number;
  /** So many of them for one owner at most (see jobOwner): the other places are kept for others. Default: all. */
  perOwner?: number;
}

/** May run more than once for the same job, also after it succeeded (a crash in between), so it must be repeatable. */
export type JobHandler<Name extends JobName> = (
  data: JobData<Name>,
  /** Fires when the process stops, the job expired, or another process took it over. */
  signal: AbortSignal,
  attempt: JobAttempt,
) => Promise<void>;

export interface JobQueue {
  /** Makes the queue ready for `enqueue` and `work`; picks up what a killed process left. */
  start(): Promise<void>;
  /** Part of the caller's transaction when `db` is one: the job exists exactly if that commits. */
  enqueue<Name extends JobName>(db: Database, name: Name, data: JobData<Name>, options?: EnqueueOptions): Promise<void>;
  /** Runs up to `concurrency` jobs of the name at once in this process, never two with the same key in any. */
  work<Name extends JobName>(name: Name, options: WorkOptions, handler: JobHandler<Name>): Promise<void>;
  /**
   * Takes no new work and waits for running jobs; after half the time their signal fires, and what still runs at the
   * end returns to the queue. Calling it twice is fine.
   */
  stop(options: { timeoutMs: number }): Promise<void>;
}

/** The job queue over the same database as the rows: pg-boss, whose tables it makes in a schema of their own. */
export function createJobQueue(handle: DatabaseHandle, logger: Logger): JobQueue {
  return new PgBossQueue(handle, logger);
}

class PgBossQueue implements JobQueue {
  readonly #boss: PgBoss;
  readonly #stopping = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #idle = new IdleWorkers();

  constructor(
    private readonly handle: DatabaseHandle,
    private readonly logger: Logger,
  ) {
    this.#boss = createBoss(handle, (queueName) => this.#wakeOne(queueName));
    this.#boss.on("error", (error) => logger.error({ err: error }, "job queue error"));
    this.#boss.on("warning", (warning) => logger.warn({ warning }, "job queue warning"));
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(DEAD_LETTER_QUEUE);
    for (const name of JOB_NAMES) {
      const { policy, ...settings } = queueSettings(name, this.handle.kind);
      // Creating does nothing to a queue that exists; updating brings one of an earlier version up to date.
      await this.#boss.createQueue(name, { policy, ...settings });
      await this.#boss.updateQueue(name, settings);
      if (this.handle.kind === "pglite") await this.#returnInterrupted(name);
    }
  }

  async enqueue<Name extends JobName>(
    db: Database,
    name: Name,
    data: JobData<Name>,
    { startAfter, singletonKey = jobKey(name, data), priority = 0 }: EnqueueOptions = {},
  ): Promise<void> {
    const parsed = jobSchemas[name].parse(data);
    const owner = jobOwner(name, data);
    const transaction = { execute: async (query: unknown) => ({ rows: await executeRows(db, query as SQL) }) };
    await this.#boss.send(name, parsed, {
      singletonKey,
      priority,
      ...(owner === undefined ? {} : { group: { id: owner } }),
      ...(startAfter ? { startAfter } : {}),
      db: fromDrizzle(transaction, sql),
    });
    if (startAfter) this.#wakeAt(name, startAfter);
  }

  async work<Name extends JobName>(
    name: Name,
    { concurrency, perOwner }: WorkOptions,
    handler: JobHandler<Name>,
  ): Promise<void> {
    // Workers of one job each, because one that takes several waits for the slowest of them.
    for (let index = 0; index < concurrency; index++) {
      let id = "";
      id = await this.#boss.work(
        name,
        {
          ...POLLING,
          batchSize: 1,
          includeMetadata: true,
          ...(perOwner === undefined ? {} : { localGroupConcurrency: perOwner }),
        },
        async (jobs: JobWithMetadata[]) => {
          this.#idle.busy(name, id);
          try {
            for (const job of jobs) await this.#run(name, job, handler);
          } finally {
            this.#idle.add(name, id);
            // A worker otherwise waits out its interval after every job, however many wait.
            this.#boss.notifyWorker(id);
          }
        },
      );
      this.#idle.add(name, id);
    }
  }

  async stop({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const reason = new Error("Parley is stopping.");
    const alarm = setTimeout(() => this.#stopping.abort(reason), timeoutMs / 2);
    try {
      await this.#boss.stop({ graceful: true, timeout: timeoutMs });
    } finally {
      clearTimeout(alarm);
      this.#stopping.abort(reason);
    }
  }

  async #run<Name extends JobName>(name: Name, job: JobWithMetadata, handler: JobHandler<Name>): Promise<void> {
    const attempt: JobAttempt = { number: job.retryCount + 1, isLast: job.retryCount >= job.retryLimit };
    const context = { job: name, id: job.id, attempt: attempt.number };
    const startedAt = performance.now();
    try {
      const data = jobSchemas[name].parse(job.data) as JobData<Name>;
      await handler(data, AbortSignal.any([job.signal, this.#stopping.signal]), attempt);
      this.logger.debug({ ...context, ms: Math.round(performance.now() - startedAt) }, "job done");
    } catch (error) {
      if (this.#stopping.signal.aborted) {
        await this.#forgiveAttempt(job);
        this.logger.info(context, "job returns to the queue");
      } else if (attempt.isLast) {
        this.logger.error({ ...context, err: error }, "job failed for good");
      } else {
        this.logger.warn({ ...context, err: error }, "job failed, will be tried again");
      }
      throw error;
    }
  }

  /** Being interrupted by a stop is no failure of the job: it gets one more try. */
  async #forgiveAttempt({ id, name }: JobWithMetadata): Promise<void> {
    await this.handle.db.execute(
      sql`update pgboss.job set retry_limit = retry_limit + 1 where name = ${name} and id = ${id}`,
    );
  }

  #wakeOne(queueName: string): void {
    const name = JOB_NAMES.find((known) => known === queueName);
    const id = name && this.#idle.wakeNext(name);
    if (id) this.#boss.notifyWorker(id);
  }

  /** Nobody is notified when a delayed job falls due, so this process wakes its own workers; others find it by polling. */
  #wakeAt(name: JobName, instant: Date): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#wakeOne(name);
      },
      Math.max(0, instant.getTime() - Date.now()) + 1,
    );
    timer.unref();
    this.#timers.add(timer);
  }

  /**
   * Jobs that "run" on the embedded database before anything was started ran in a process that was killed, since it
   * serves one process at a time. They count as failed once, so that a job that kills its process is not run for ever.
   */
  async #returnInterrupted(name: JobName): Promise<void> {
    const jobs = await executeRows<{ id: string }>(
      this.handle.db,
      sql`select id from pgboss.job where name = ${name} and state = 'active'`,
    );
    if (jobs.length === 0) return;
    const ids = jobs.map(({ id }) => id);
    await this.#boss.fail(name, ids, { message: "the process ended while it ran" });
    // They have waited long enough.
    await this.handle.db.execute(
      sql`update pgboss.job set start_after = now() where name = ${name} and state = 'retry' and id in ${ids}`,
    );
    this.logger.info({ job: name, count: ids.length }, "interrupted jobs returned to the queue");
  }
}

function createBoss({ queueConnection }: DatabaseHandle, onNewJob: (queueName: string) => void): PgBoss {
  const shared = { useListenNotify: true, schedule: false };
  if (queueConnection.kind === "postgres") {
    const connection = { connectionString: queueConnection.url, application_name: "parley-jobs", max: 5 };
    return new PgBoss({ ...shared, ...SUPERVISION, ...connection });
  }
  // One connection can neither rebuild indexes beside its work nor has it an autovacuum to watch.
  const db = embeddedConnection(queueConnection.client, onNewJob);
  return new PgBoss({ ...shared, db, backend: "pglite", reindex: false, monitorVacuum: false });
}
