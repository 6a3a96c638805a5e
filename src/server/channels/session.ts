import type { DeliveryTiming } from "@/domain/messaging/delivery";
import type { AckLevel, ChannelMessage } from "@/domain/messaging/message";
import type { PacingMode } from "@/domain/messaging/pacing";
import type { Inbound } from "@/server/conversations/inbound";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { Mailbox } from "./mailbox";
import { repeat, type Scheduler, withDeadline } from "./scheduler";
import { Sender } from "./sender";
import { sweepUp } from "./sweep";

export interface SessionTiming {
  healthEveryMs: number;
  /** A check that says nothing for so long has failed. */
  healthMs: number;
  /** Failed checks in a row after which the connection is started anew. */
  strikes: number;
  /** How often everything is swept up although messages arrive by themselves: a listener can go deaf. */
  sweepEveryMs: number;
  /** After a sweep that could not read everything. */
  sweepAgainMs: number;
  /** A connection that does not stop in that time is left behind. */
  stopMs: number;
  /** New messages wait this long at most for the older ones of their chat, which are being swept up. */
  holdMs: number;
}

export const SESSION_TIMING: SessionTiming = {
  healthEveryMs: 15_000,
  healthMs: 10_000,
  strikes: 3,
  sweepEveryMs: 5 * 60_000,
  sweepAgainMs: 30_000,
  stopMs: 6000,
  holdMs: 20_000,
};

export interface SessionDeps {
  db: Database;
  inbound: Inbound;
  scheduler: Scheduler;
  logger: Logger;
  pacing: PacingMode;
  delivery: DeliveryTiming;
  timing: SessionTiming;
}

export interface SessionOf {
  accountId: string;
  lease: Lease;
  connection: ChannelConnection;
  /** The connection doesn't really work. */
  onUnhealthy: () => void;
}

/**
 * What happens over one connection while it lives: messages in, replies out, sweeps and health checks. All of it ends
 * with the connection; the next attempt gets a new session.
 */
export class Session {
  readonly #ending = new AbortController();
  readonly #mailbox: Mailbox;
  readonly #sender: Sender;
  #isServing = false;
  #servings = 0;
  #sweep: Promise<void> = Promise.resolve();
  #cancels: (() => void)[] = [];
  #cancelSweepAgain = () => {};
  /**
   * Messages that came in while older ones were still being swept up: those are stored first, so that a chat keeps its
   * order. Null once they are.
   */
  #held: ChannelMessage[] | null = [];
  #cancelHold = () => {};

  constructor(
    private readonly deps: SessionDeps,
    private readonly of: SessionOf,
  ) {
    const { accountId, lease, connection } = of;
    const shared = { ...deps, accountId, lease, connection, signal: this.#ending.signal };
    this.#sender = new Sender({
      ...shared,
      timing: deps.delivery,
      onSent: (stanzaId) => this.#mailbox.sent(stanzaId),
      caughtUp: () => this.#mailbox.idle(),
    });
    this.#mailbox = new Mailbox({ ...shared, sends: this.#sender, onMissed: () => this.#sweepAgain() });
  }

  message(message: ChannelMessage): void {
    if (this.#held) this.#held.push(message);
    else this.#mailbox.message(message);
  }

  ack(update: { stanzaId: string; level: AckLevel }): void {
    this.#mailbox.ack(update);
  }

  /** A reply may be waiting. */
  wake(): void {
    this.#sender.wake();
  }

  /** It works, for the first time or again after being offline. */
  serve(): void {
    if (this.#isServing || this.#ending.signal.aborted) return;
    this.#isServing = true;
    const { scheduler, timing } = this.deps;
    this.#cancels = [
      repeat(timing.healthEveryMs, scheduler, this.#healthCheck()),
      repeat(timing.sweepEveryMs, scheduler, () => this.#sweepUp()),
    ];
    // First what happened meanwhile: the owner may have answered on the phone what the bot is about to. A sweep from
    // before it was offline again knows nothing of that time.
    this.#servings += 1;
    const serving = this.#servings;
    this.#held ??= [];
    this.#cancelHold();
    this.#cancelHold = scheduler.after(timing.holdMs, () => this.#release());
    void this.#sweepUp().finally(() => {
      if (!this.#isServing || serving !== this.#servings) return;
      this.#release();
      this.#sender.serve();
    });
  }

  #release(): void {
    this.#cancelHold();
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.#mailbox.message(message);
  }

  /** It is offline; sends and checks would only fail. */
  pause(): void {
    this.#isServing = false;
    this.#sender.pause();
    this.#cancelSweepAgain();
    for (const cancel of this.#cancels.splice(0)) cancel();
  }

  /** Begins nothing any more and lets the connection go; resolves once nothing of it runs. */
  async end({ forgetSession }: { forgetSession: boolean }): Promise<void> {
    const { scheduler, logger, timing } = this.deps;
    this.pause();
    this.#cancelHold();
    this.#ending.abort(new Error("The connection ended."));
    // The driver first: a send or read that hangs only settles when its page is gone.
    const steps: (() => Promise<unknown>)[] = [
      () => this.of.connection.stop({ forgetSession }),
      () => Promise.all([this.#sender.stopped(), this.#sweep, this.#mailbox.idle()]),
    ];
    for (const step of steps) {
      await withDeadline(step(), timing.stopMs, scheduler).catch((error: unknown) => {
        logger.error({ accountId: this.of.accountId, err: error }, "a connection did not stop in time");
      });
    }
  }

  /** One after the other: a sweep that runs while another one is asked for is not enough. */
  #sweepUp(): Promise<void> {
    const { accountId, lease, connection } = this.of;
    const { db, inbound, scheduler, logger } = this.deps;
    this.#sweep = this.#sweep.then(async () => {
      const { signal } = this.#ending;
      if (!this.#isServing || signal.aborted) return;
      const isSending = () => this.#sender.isSending();
      const sweep = { db, accountId, lease, connection, inbound, scheduler, logger, signal, isSending };
      const isComplete = await sweepUp(sweep).catch((error: unknown) => {
        logger.warn({ accountId, err: error }, "messages could not be swept up, it is tried again");
        return false;
      });
      if (!isComplete) this.#sweepAgain();
    });
    return this.#sweep;
  }

  #sweepAgain(): void {
    this.#cancelSweepAgain();
    if (!this.#isServing) return;
    this.#cancelSweepAgain = this.deps.scheduler.after(this.deps.timing.sweepAgainMs, () => void this.#sweepUp());
  }

  #healthCheck(): () => Promise<void> {
    const { timing, scheduler, logger } = this.deps;
    let strikes = 0;
    return async () => {
      try {
        await withDeadline(this.of.connection.checkHealth(), timing.healthMs, scheduler);
        strikes = 0;
      } catch (error) {
        strikes += 1;
        logger.warn({ accountId: this.of.accountId, strikes, err: error }, "health check failed");
        if (strikes >= timing.strikes && this.#isServing) this.of.onUnhealthy();
      }
    };
  }
}
