import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { type ConnectionVitals, writeVitals } from "./queries";
import { repeat, type Scheduler, withDeadline } from "./scheduler";

/** A busy number is written down this often and not with each of its messages. */
const WRITE_EVERY_MS = 5000;
/** Soon after the start, so that somebody who looks at a new connection sees a figure. */
const FIRST_MEASURE_MS = 10_000;
const MEASURE_EVERY_MS = 60_000;
const MEASURE_LIMIT_MS = 5000;

interface VitalsRecorderDeps {
  db: Database;
  accountId: string;
  lease: Lease;
  connection: Pick<ChannelConnection, "readResources">;
  scheduler: Scheduler;
  logger: Logger;
}

/** Keeps on record when a message last went in or out, and how much memory the browser takes. */
export class VitalsRecorder {
  #unwritten: ConnectionVitals = {};
  #writing: Promise<void> = Promise.resolve();
  #cancelWrite: (() => void) | undefined;
  #cancels: (() => void)[] = [];

  constructor(private readonly deps: VitalsRecorderDeps) {}

  received(): void {
    this.#note({ lastInboundAt: this.deps.scheduler.now() });
  }

  sent(): void {
    this.#note({ lastOutboundAt: this.deps.scheduler.now() });
  }

  /** Measures from now on. */
  begin(): void {
    const { scheduler } = this.deps;
    this.#cancels = [
      scheduler.after(FIRST_MEASURE_MS, () => void this.#measure()),
      repeat(MEASURE_EVERY_MS, scheduler, () => this.#measure()),
    ];
  }

  pause(): void {
    for (const cancel of this.#cancels.splice(0)) cancel();
  }

  /** Resolves once everything that was noted is written. */
  async end(): Promise<void> {
    this.pause();
    this.#cancelWrite?.();
    this.#write();
    await this.#writing;
  }

  async #measure(): Promise<void> {
    const { connection, scheduler, logger, accountId } = this.deps;
    try {
      const { memoryBytes } = await withDeadline(connection.readResources(), MEASURE_LIMIT_MS, scheduler);
      this.#note({ memoryBytes, memoryMeasuredAt: scheduler.now() });
    } catch (error) {
      logger.debug({ accountId, err: error }, "the browser's memory could not be read");
    }
  }

  #note(vitals: ConnectionVitals): void {
    Object.assign(this.#unwritten, vitals);
    this.#cancelWrite ??= this.deps.scheduler.after(WRITE_EVERY_MS, () => this.#write());
  }

  #write(): void {
    this.#cancelWrite = undefined;
    const vitals = this.#unwritten;
    if (Object.keys(vitals).length === 0) return;
    this.#unwritten = {};
    const { db, accountId, lease, logger } = this.deps;
    // The next message or minute brings newer figures; these are not worth a second try.
    this.#writing = writeVitals(db, { accountId, lease }, vitals).catch((error: unknown) => {
      logger.warn({ accountId, err: error }, "a connection's figures could not be written");
    });
  }
}
