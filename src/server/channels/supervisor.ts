import {
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionStatus,
  type ConnectionTiming,
  INITIAL_STATUS,
  transition,
} from "@/domain/messaging/connection-machine";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import type { Lease } from "@/server/db/lease";
import type { ChannelConnection, ChannelDriver, ChannelEvents } from "./driver";
import { keepLease, type LeaseKeeper } from "./lease-keeper";
import { advanceWatermark, type ConnectionNews, type Desired, findConnection, writeConnection } from "./queries";
import { Session, type SessionDeps } from "./session";

export interface SupervisorDeps extends SessionDeps {
  driver: ChannelDriver;
  leaseTtlMs: number;
  connectionTiming: ConnectionTiming;
}

type Identity = Parameters<ChannelEvents["ready"]>[0];

/** How long WhatsApp honours a QR: the first of a series for a minute, each later one for 20 s. */
const QR_MS = { first: 60_000, later: 20_000 };

/** What the owner asked for is done by these; the other ends are news to them. */
const REQUEST_DONE: Partial<Record<ConnectionEvent, Desired>> = { logout_requested: "unlinked" };
const REQUESTS: readonly ConnectionEvent[] = ["stop_requested", "logout_requested"];

/**
 * Runs the connection of one account under its lease: carries out what the state machine says, one step after the
 * other, and writes each state. Every attempt is a new connection with a number of its own; what an older one still
 * says is ignored. Ends when the account is at rest or the lease is lost.
 */
export class Supervisor {
  /** Resolves once nothing runs and the lease is given back. */
  readonly ended: Promise<void>;
  #status: ConnectionStatus = INITIAL_STATUS;
  #generation = 0;
  #current: { connection: ChannelConnection; session: Session } | undefined;
  #identity: Identity | undefined;
  #qrCount = 0;
  #scannedAt: Date | undefined;
  #steps: Promise<void> = Promise.resolve();
  #cancelDeadline = () => {};
  #isEnding = false;
  #resolveEnded = () => {};
  readonly #keeper: LeaseKeeper;

  constructor(
    private readonly deps: SupervisorDeps,
    readonly accountId: string,
    lease: Lease,
  ) {
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#keeper = keepLease(deps, lease, {
      ttlMs: deps.leaseTtlMs,
      onLost: () => {
        // From here on another process may write; what is under way here ends unrecorded, because writes name the lease.
        this.dispatch("lease_lost");
        this.#finish("lease_lost");
      },
    });
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** The live connection, while messages can be sent over it. */
  get readyConnection(): ChannelConnection | undefined {
    return this.#status.state === "ready" ? this.#current?.connection : undefined;
  }

  /** A reply may be waiting; and a state that could not be written, because the database was away, is written now. */
  refresh(writtenState: ConnectionState): void {
    this.#current?.session.wake();
    if (writtenState !== this.#status.state) this.#write(this.#news());
  }

  dispatch(event: ConnectionEvent, news: ConnectionNews = {}): void {
    // Its lease is being given back: what is asked for now is for the next one.
    if (this.#isEnding) return;
    const { connectionTiming: timing, scheduler, logger } = this.deps;
    const before = this.#status;
    const { status, effects } = transition(before, event, { timing, random: scheduler.random() });
    this.#status = status;
    if (status !== before)
      logger.info({ accountId: this.accountId, event, from: before.state, to: status.state }, "connection changed");
    if (before.state === "ready" && status.state !== "ready") this.#current?.session.pause();
    const isLast = event === "parley_stopping" || effects.some(({ type }) => type === "rest");
    const hasChanged = status.state !== before.state || status.reason !== before.reason;
    // People see at once that something is under way; that it is over they see when nothing runs any more.
    if (!isLast) this.#write({ ...(hasChanged ? this.#news() : {}), ...news });
    for (const effect of effects) this.#carryOut(effect);
    if (isLast) this.#finish(event);
  }

  #carryOut(effect: ConnectionEffect): void {
    switch (effect.type) {
      case "open":
        this.#open();
        return;
      case "close":
        this.#close(effect.forgetSession);
        return;
      case "deadline":
        this.#cancelDeadline();
        this.#cancelDeadline = this.deps.scheduler.after(effect.afterMs, () => this.dispatch(effect.event));
        return;
      case "no_deadline":
        this.#cancelDeadline();
        return;
      case "serve":
        this.#serve();
        return;
      case "rest":
        return;
    }
  }

  #open(): void {
    this.#generation += 1;
    this.#qrCount = 0;
    this.#scannedAt = undefined;
    const generation = this.#generation;
    this.#step("open", async () => {
      // A stop may have come while the connection before was still closing.
      if (generation !== this.#generation) return;
      const connection = this.deps.driver.connect(this.accountId, this.#eventsOf(generation));
      const session = new Session(this.deps, {
        accountId: this.accountId,
        lease: this.#keeper.lease,
        connection,
        onUnhealthy: () => this.#dispatchOf(generation, "not_responding"),
      });
      this.#current = { connection, session };
      // Not awaited: a page that never loads must not keep a stop waiting.
      connection.start().catch((error: unknown) => {
        this.deps.logger.warn({ accountId: this.accountId, err: error }, "a connection could not be started");
        this.#dispatchOf(generation, "browser_lost");
      });
    });
  }

  #close(forgetSession: boolean): void {
    this.#generation += 1;
    const closing = this.#current;
    closing?.session.pause();
    this.#step("close", async () => {
      // Opened by a step that ran after the close was asked for, or not at all: then only what is stored is forgotten.
      const open = closing ?? this.#current;
      this.#current = undefined;
      if (open) return open.session.end({ forgetSession });
      if (forgetSession) await this.deps.driver.connect(this.accountId, this.#eventsOf(-1)).stop({ forgetSession });
    });
  }

  /** For what one connection tells: ignored once another one has begun. */
  #dispatchOf(generation: number, event: ConnectionEvent, news?: ConnectionNews): void {
    if (generation === this.#generation) this.dispatch(event, news);
  }

  #eventsOf(generation: number): ChannelEvents {
    const { scheduler, logger } = this.deps;
    const isLive = () => generation === this.#generation;
    return {
      qr: (payload) => {
        if (!isLive()) return;
        const ms = this.#qrCount === 0 ? QR_MS.first : QR_MS.later;
        this.#qrCount += 1;
        this.dispatch("qr_shown", { qr: payload, qrExpiresAt: new Date(scheduler.now().getTime() + ms) });
      },
      pairingCode: () => {},
      passkeyRequired: () => {},
      change: () => {},
      authenticating: () => {
        if (!isLive()) return;
        this.#scannedAt ??= scheduler.now();
        this.dispatch("phone_scanned");
      },
      ready: (identity) => {
        if (!isLive()) return;
        this.#identity = identity;
        this.#step("watermark", () => this.#fitWatermark(identity));
        this.dispatch("session_ready", {
          phoneNumber: identity.phoneNumber,
          displayName: identity.displayName ?? null,
        });
      },
      offline: () => this.#dispatchOf(generation, "network_lost"),
      online: () => this.#dispatchOf(generation, "network_back"),
      message: (message) => {
        // Notes to oneself: the business's own number is nobody's customer.
        const isOwnNumber = message.contactPhone !== undefined && message.contactPhone === this.#identity?.phoneNumber;
        if (isLive() && !isOwnNumber) this.#current?.session.message(message);
      },
      ack: (update) => {
        if (isLive()) this.#current?.session.ack(update);
      },
      closed: ({ kind, detail }) => {
        if (!isLive()) return;
        logger.warn({ accountId: this.accountId, kind, detail }, "a connection closed");
        this.dispatch(kind === "logged_out" ? "unlinked" : kind === "conflict" ? "opened_elsewhere" : "browser_lost");
      },
    };
  }

  /** In step with what was decided before: a sweep starts from a watermark that fits the number that is linked now. */
  #serve(): void {
    const session = this.#current?.session;
    this.#step("serve", async () => {
      if (session && session === this.#current?.session && this.#status.state === "ready") session.serve();
    });
  }

  /**
   * Another number's earlier talk is not this one's backlog, nor is what was before the first link; what came in while
   * the phone was finishing is.
   */
  async #fitWatermark({ phoneNumber }: Identity): Promise<void> {
    const { db, scheduler } = this.deps;
    const row = await findConnection(db, this.accountId);
    if (row?.phoneNumber === phoneNumber) return;
    const from = this.#scannedAt ?? scheduler.now();
    await advanceWatermark(db, { accountId: this.accountId, lease: this.#keeper.lease }, from);
  }

  #news(): ConnectionNews {
    const { state, reason } = this.#status;
    return {
      state,
      stateReason: reason && REASON_WORDS[reason],
      ...(state === "qr" ? {} : { qr: null, qrExpiresAt: null }),
      ...(state === "ready" ? { lastReadyAt: this.deps.scheduler.now() } : {}),
    };
  }

  #write(news: ConnectionNews): void {
    if (Object.keys(news).length === 0) return;
    this.#step("write", async () => {
      await writeConnection(this.deps.db, { accountId: this.accountId, lease: this.#keeper.lease }, news);
    });
  }

  /** Everything that takes time happens in the order it was decided; a failure is logged and does not stop the rest. */
  #step(name: string, work: () => Promise<void>): void {
    this.#steps = this.#steps.then(work).catch((error: unknown) => this.#logFailure(name, error));
  }

  #logFailure(step: string, error: unknown): void {
    this.deps.logger.error({ accountId: this.accountId, step, err: error }, "a connection step failed");
  }

  #finish(event: ConnectionEvent): void {
    this.#isEnding = true;
    const wishIsOver = event !== "parley_stopping" && event !== "lease_lost";
    // Also when the state is the same as ever: what a killed process left in the table may say otherwise.
    this.#write({ ...this.#news(), ...(wishIsOver ? { doneWith: doneWith(event) } : {}) });
    this.#step("finish", async () => {
      await this.#keeper.release();
      this.#resolveEnded();
    });
  }
}

/** Which wish is fulfilled by coming to rest: for what the owner did not ask for, the wish to be connected ends. */
const doneWith = (event: ConnectionEvent): Desired | undefined =>
  REQUESTS.includes(event) ? REQUEST_DONE[event] : "up";
