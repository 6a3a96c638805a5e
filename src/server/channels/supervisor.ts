import {
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionStatus,
  type ConnectionTiming,
  INITIAL_STATUS,
  transition,
} from "@/domain/messaging/connection-machine";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import { mayRestartDeaf } from "@/domain/messaging/liveness";
import type { Lease } from "@/server/db/lease";
import { type Identity, listenToAttempt } from "./attempt-events";
import type { ChannelConnection, ChannelDriver, ChannelEvents } from "./driver";
import { keepLease, type LeaseKeeper } from "./lease-keeper";
import {
  advanceWatermark,
  type ConnectionNews,
  type ConnectionToRun,
  type Desired,
  findConnection,
  isAtRest,
} from "./queries";
import { ScreenshotTaker } from "./screenshot";
import { deleteScreenshot } from "./screenshot-queries";
import { Session, type SessionDeps } from "./session";
import { StateLog } from "./state-log";

export interface SupervisorDeps extends SessionDeps {
  driver: ChannelDriver;
  leaseTtlMs: number;
  connectionTiming: ConnectionTiming;
}

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
  /** Digits of the number to link by code; null: by QR code. */
  #linkPhoneNumber: string | null = null;
  /** Until it has worked: the owner asked for it although it was in use elsewhere. */
  #mustTakeOver = false;
  /** The table says that it runs, and the process that wrote so has died. */
  #isTableStale = false;
  #deafRestarts: Date[] = [];
  #steps: Promise<void> = Promise.resolve();
  #cancelDeadline = () => {};
  #isEnding = false;
  #resolveEnded = () => {};
  readonly #keeper: LeaseKeeper;
  readonly #log: StateLog;
  readonly #screenshots: ScreenshotTaker;

  constructor(
    private readonly deps: SupervisorDeps,
    readonly accountId: string,
    lease: Lease,
  ) {
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#log = new StateLog(deps.db, { accountId, lease });
    this.#screenshots = new ScreenshotTaker({ ...deps, accountId, lease });
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

  /** Brings it in line with what the owner asks for; `row` has just been read. */
  heed(row: ConnectionToRun | undefined): void {
    if (this.#isEnding) return;
    if (this.#generation === 0 && row && !isAtRest(row)) {
      this.#isTableStale = true;
      this.#step("history", () => this.#log.writeSilentEnd(row));
    }
    if (!row || row.desired === "down") this.dispatch("stop_requested");
    else if (row.desired === "unlinked") this.dispatch("logout_requested");
    else this.#keepUp(row);
  }

  #keepUp(row: ConnectionToRun): void {
    const hasOtherLink = row.linkPhoneNumber !== this.#linkPhoneNumber;
    this.#linkPhoneNumber = row.linkPhoneNumber;
    const { state } = this.#status;
    // A failed account whose row says `stopped` was asked for again; a fresh one has yet to begin.
    if (state === "stopped" || (state === "failed" && row.state === "stopped")) {
      this.#mustTakeOver ||= row.state === "conflict";
      this.dispatch("start_requested");
      return;
    }
    if (hasOtherLink) this.dispatch("link_method_changed");
    // A signal may have been lost.
    this.wake("reply");
    this.wake("file");
    if (row.isScreenshotWanted) void this.#screenshots.take(this.#current?.connection);
    // It could not be written, because the database was away.
    if (row.state !== this.#status.state) this.#write(this.#news());
  }

  wake(signal: "reply" | "file"): void {
    this.#current?.session.wake(signal);
  }

  dispatch(event: ConnectionEvent, news: ConnectionNews = {}, detail?: string): void {
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
    if (hasChanged || (isLast && this.#isTableStale)) this.#log.note(scheduler.now(), status, detail ?? null);
    if (status.state === "ready") this.#mustTakeOver = false;
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
    const generation = this.#generation;
    this.#step("open", async () => {
      // A stop may have come while the connection before was still closing.
      if (generation !== this.#generation) return;
      const connection = this.deps.driver.connect(this.accountId, this.#eventsOf(generation), {
        link: this.#linkPhoneNumber ? { type: "pairing_code", phoneNumber: this.#linkPhoneNumber } : { type: "qr" },
        takeOver: this.#mustTakeOver,
      });
      const session = new Session(this.deps, {
        accountId: this.accountId,
        lease: this.#keeper.lease,
        connection,
        onUnhealthy: (detail) => this.#dispatchOf(generation, "not_responding", detail),
        onDeaf: (detail) => this.#restartDeaf(generation, detail),
      });
      this.#current = { connection, session };
      // Not awaited: a page that never loads must not keep a stop waiting.
      connection.start().catch((error: unknown) => {
        this.deps.logger.warn({ accountId: this.accountId, err: error }, "a connection could not be started");
        this.#dispatchOf(generation, "browser_lost", String(error));
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
  #dispatchOf(generation: number, event: ConnectionEvent, detail: string): void {
    if (generation === this.#generation) this.dispatch(event, {}, detail);
  }

  #eventsOf(generation: number): ChannelEvents {
    const { scheduler, logger } = this.deps;
    return listenToAttempt({
      ...{ accountId: this.accountId, scheduler, logger },
      isLive: () => generation === this.#generation,
      dispatch: (event, news, detail) => this.dispatch(event, news, detail),
      session: () => this.#current?.session,
      onReady: (identity, linkedSince) => this.#step("watermark", () => this.#fitWatermark(identity, linkedSince)),
    });
  }

  /** @returns false when beginning anew has not helped before: then its chats are read at every suspicion instead */
  #restartDeaf(generation: number, detail: string): boolean {
    const now = this.deps.scheduler.now();
    if (generation !== this.#generation || !mayRestartDeaf(this.#deafRestarts, now)) return false;
    this.#deafRestarts = [...this.#deafRestarts, now].slice(-10);
    this.dispatch("deaf", {}, detail);
    return true;
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
  async #fitWatermark({ phoneNumber }: Identity, linkedSince: Date | undefined): Promise<void> {
    const { db, scheduler } = this.deps;
    const row = await findConnection(db, this.accountId);
    if (row?.phoneNumber === phoneNumber) return;
    const from = linkedSince ?? scheduler.now();
    await advanceWatermark(db, { accountId: this.accountId, lease: this.#keeper.lease }, from);
  }

  #news(): ConnectionNews {
    const { state, reason, link } = this.#status;
    return {
      state,
      stateReason: reason && REASON_WORDS[reason],
      ...(state === "qr" ? {} : { qr: null, qrExpiresAt: null }),
      ...(state === "pairing_code" ? {} : { pairingCode: null, pairingCodeExpiresAt: null }),
      ...(link === "none" ? { memoryBytes: null, memoryMeasuredAt: null } : {}),
      ...(state === "ready" ? { lastReadyAt: this.deps.scheduler.now() } : {}),
    };
  }

  #write(news: ConnectionNews): void {
    if (Object.keys(news).length === 0) return;
    this.#step("write", () => this.#log.write(news));
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
    // What the page showed is nobody's business any more.
    this.#step("screenshot", () =>
      deleteScreenshot(this.deps.db, { accountId: this.accountId, lease: this.#keeper.lease }),
    );
    this.#step("finish", async () => {
      await this.#keeper.release();
      this.#resolveEnded();
    });
  }
}

/** Which wish is fulfilled by coming to rest: for what the owner did not ask for, the wish to be connected ends. */
const doneWith = (event: ConnectionEvent): Desired | undefined =>
  REQUESTS.includes(event) ? REQUEST_DONE[event] : "up";
