import { CONNECTION_TIMING, type ConnectionTiming } from "@/domain/messaging/connection-machine";
import { DELIVERY_TIMING } from "@/domain/messaging/delivery";
import type { PacingMode } from "@/domain/messaging/pacing";
import type { Inbound } from "@/server/conversations/inbound";
import { onChannelSignal } from "@/server/db/channel-signal";
import type { Database, DatabaseHandle } from "@/server/db/client";
import { acquireLease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { MediaFetching } from "@/server/media/fetcher";
import type { ChannelConnection, ChannelDriver } from "./driver";
import { findConnectionToRun, freeAbandonedLeases, leaseKeyOf, listAccountsToRun, needsProcess } from "./queries";
import { repeat, type Scheduler, systemScheduler } from "./scheduler";
import { deleteOldScreenshots } from "./screenshot-queries";
import { type ChannelControl, createChannelControl } from "./service";
import { SESSION_TIMING, type SessionTiming } from "./session";
import { Supervisor } from "./supervisor";

export interface ChannelManager extends ChannelControl {
  /** Runs every account that should be up and is run nowhere else, a few at a time, and from now on what is asked for. */
  resumeAll(): Promise<void>;
  /** The account's connection, when this process runs it and it works right now. */
  connection(accountId: string): ChannelConnection | undefined;
  /** Ends every connection of this process; they are resumed by the next start, or by another process. */
  shutdown(): Promise<void>;
}

interface ManagerTiming {
  /** A process that died is replaced after this long. */
  leaseTtlMs: number;
  /** Between two accounts at boot: each opens a browser. */
  staggerMs: number;
  /** How often it looks by itself for what no signal told. */
  lookEveryMs: number;
}

const TIDY_EVERY_MS = 60_000;
const MANAGER_TIMING: ManagerTiming = { leaseTtlMs: 15_000, staggerMs: 500, lookEveryMs: 5000 };

export interface ChannelManagerDeps {
  handle: DatabaseHandle;
  driver: ChannelDriver;
  inbound: Inbound;
  logger: Logger;
  /** Unique per start of a process. */
  holder: string;
  /** No other process can use this database, so leases found at the start are a killed one's. Default: when embedded. */
  isOnlyProcess?: boolean;
  /** Default: by account. */
  pacing?: PacingMode;
  /** Absent: the files of messages are left where they are. */
  media?: MediaFetching;
  scheduler?: Scheduler;
  timing?: Partial<ManagerTiming & SessionTiming>;
  connectionTiming?: Partial<ConnectionTiming>;
}

/** The process's client manager: one supervised connection per account whose lease it holds. */
export function createChannelManager(deps: ChannelManagerDeps): ChannelManager {
  const fleet = new Fleet(deps);
  return {
    ...createChannelControl(deps.handle.db, () => (deps.scheduler ?? systemScheduler).now()),
    resumeAll: () => fleet.resumeAll(),
    connection: (accountId) => fleet.connection(accountId),
    shutdown: () => fleet.shutdown(),
  };
}

class Fleet {
  readonly #db: Database;
  readonly #scheduler: Scheduler;
  readonly #timing: ManagerTiming & SessionTiming;
  readonly #supervisors = new Map<string, Supervisor>();
  /** One look at an account at a time; whoever asks meanwhile gets another one afterwards. */
  readonly #looks = new Map<string, Promise<void>>();
  #stopListening = async () => {};
  #stopLooking = () => {};
  #stopTidying = () => {};
  #lookingAtAll: Promise<void> | undefined;
  #mustLookAgain = false;
  #isStopping = false;

  constructor(private readonly deps: ChannelManagerDeps) {
    this.#db = deps.handle.db;
    this.#scheduler = deps.scheduler ?? systemScheduler;
    this.#timing = { ...MANAGER_TIMING, ...SESSION_TIMING, ...deps.timing };
  }

  connection(accountId: string): ChannelConnection | undefined {
    return this.#supervisors.get(accountId)?.readyConnection;
  }

  async resumeAll(): Promise<void> {
    const { handle, holder, isOnlyProcess = handle.kind === "pglite" } = this.deps;
    if (isOnlyProcess) await freeAbandonedLeases(this.#db, holder);
    this.#stopListening = await onChannelSignal(
      handle,
      (accountId, signal) => {
        if (signal === "request") void this.#look(accountId);
        // Not worth a look at the account's row: a connection that does not run here, or not yet, looks when it does.
        else this.#supervisors.get(accountId)?.wake(signal);
      },
      () => void this.#lookAtAll(),
    );
    // Not awaited: a process with many accounts is of use long before the last of them is connected.
    void this.#lookAtAll();
    this.#stopLooking = repeat(this.#timing.lookEveryMs, this.#scheduler, () => this.#lookAtAll());
    this.#stopTidying = repeat(TIDY_EVERY_MS, this.#scheduler, () => this.#tidy());
    void this.#tidy();
  }

  async shutdown(): Promise<void> {
    this.#isStopping = true;
    this.#stopLooking();
    this.#stopTidying();
    await this.#stopListening();
    await Promise.all(this.#looks.values());
    const running = [...this.#supervisors.values()];
    for (const supervisor of running) supervisor.dispatch("parley_stopping");
    await Promise.all(running.map(({ ended }) => ended));
  }

  /** One round at a time, or accounts that begin one after the other would begin in as many rows as there are rounds. */
  #lookAtAll(): Promise<void> {
    if (this.#lookingAtAll !== undefined) {
      this.#mustLookAgain = true;
      return this.#lookingAtAll;
    }
    this.#lookingAtAll = this.#lookRound().finally(() => {
      this.#lookingAtAll = undefined;
      if (!this.#mustLookAgain) return;
      this.#mustLookAgain = false;
      void this.#lookAtAll();
    });
    return this.#lookingAtAll;
  }

  async #lookRound(): Promise<void> {
    try {
      const accountIds = new Set([...this.#supervisors.keys(), ...(await listAccountsToRun(this.#db))]);
      for (const accountId of accountIds) {
        if (this.#isStopping) return;
        const hadNone = !this.#supervisors.has(accountId);
        await this.#look(accountId);
        if (hadNone && this.#supervisors.has(accountId)) await this.#stagger();
      }
    } catch (error) {
      this.deps.logger.error({ err: error }, "the accounts to run could not be read");
    }
  }

  async #tidy(): Promise<void> {
    try {
      await deleteOldScreenshots(this.#db, this.#scheduler.now());
    } catch (error) {
      this.deps.logger.error({ err: error }, "old pictures of pages could not be removed");
    }
  }

  async #stagger(): Promise<void> {
    if (this.#timing.staggerMs === 0) return;
    await new Promise<void>((resolve) => void this.#scheduler.after(this.#timing.staggerMs, resolve));
  }

  #look(accountId: string): Promise<void> {
    const before = this.#looks.get(accountId) ?? Promise.resolve();
    const look = before
      .then(() => this.#reconcile(accountId))
      .catch((error: unknown) => this.deps.logger.error({ accountId, err: error }, "an account could not be run"))
      .finally(() => {
        if (this.#looks.get(accountId) === look) this.#looks.delete(accountId);
      });
    this.#looks.set(accountId, look);
    return look;
  }

  /** Brings what runs here in line with what the owner asked for. */
  async #reconcile(accountId: string): Promise<void> {
    if (this.#isStopping) return;
    const row = await findConnectionToRun(this.#db, accountId);
    const supervisor = this.#supervisors.get(accountId);
    if (supervisor) return supervisor.heed(row);
    if (!row || !needsProcess(row)) return;
    const key = leaseKeyOf(accountId);
    const { holder } = this.deps;
    const lease = await acquireLease(this.#db, { key, holder, ttlMs: this.#timing.leaseTtlMs });
    // Another process runs it; should that one die, its lease lapses and a later look takes over.
    if (!lease) return;
    const fresh = new Supervisor(this.#supervisorDeps(), accountId, lease);
    this.#supervisors.set(accountId, fresh);
    void fresh.ended.then(() => {
      this.#supervisors.delete(accountId);
      // The owner may have asked for something else while it came to rest.
      if (!this.#isStopping) void this.#look(accountId);
    });
    fresh.heed(await findConnectionToRun(this.#db, accountId));
  }

  #supervisorDeps() {
    const { driver, inbound, logger, media, pacing = "by_account", connectionTiming } = this.deps;
    return {
      db: this.#db,
      driver,
      inbound,
      logger,
      media,
      pacing,
      scheduler: this.#scheduler,
      timing: this.#timing,
      leaseTtlMs: this.#timing.leaseTtlMs,
      delivery: DELIVERY_TIMING,
      connectionTiming: { ...CONNECTION_TIMING, ...connectionTiming },
    };
  }
}
