import type { DeliveryTiming } from "@/domain/messaging/delivery";
import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type { PacingMode } from "@/domain/messaging/pacing";
import type { Inbound } from "@/server/conversations/inbound";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import { createMediaFetcher, type MediaFetcher, type MediaFetching } from "@/server/media/fetcher";
import { readOutgoingFile } from "@/server/media/outgoing";
import type { ChannelConnection } from "./driver";
import { HealthWatch } from "./health-watch";
import { Mailbox } from "./mailbox";
import { repeat, type Scheduler, withDeadline } from "./scheduler";
import { Sender } from "./sender";
import { isCompleteSweep, type SweepOutcome, sweepUp } from "./sweep";
import { VitalsRecorder } from "./vitals-recorder";

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

/** A page that hangs is noticed after (10 + 5) s × 3, a deaf one after two checks and a sweep: see decision 0008. */
export const SESSION_TIMING: SessionTiming = {
  healthEveryMs: 10_000,
  healthMs: 5000,
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
  /** Absent: the files of messages are left where they are. */
  media?: MediaFetching | undefined;
}

export interface SessionOf {
  accountId: string;
  lease: Lease;
  connection: ChannelConnection;
  /** The connection doesn't really work. */
  onUnhealthy: (detail: string) => void;
  /** It works, but messages don't come in. @returns false when it goes on like this all the same */
  onDeaf: (detail: string) => boolean;
}

/**
 * What happens over one connection while it lives: messages in, replies out, sweeps and health checks. All of it ends
 * with the connection; the next attempt gets a new session.
 */
export class Session {
  readonly #ending = new AbortController();
  readonly #mailbox: Mailbox;
  readonly #sender: Sender;
  readonly #watch: HealthWatch;
  readonly #vitals: VitalsRecorder;
  readonly #media: MediaFetcher | undefined;
  #isServing = false;
  #servings = 0;
  #sweep: Promise<void> = Promise.resolve();
  #sweepsWaiting = 0;
  /** Of the present serving; the first one finds what came before it. */
  #sweepsDone = 0;
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
      readFile: (message) => readOutgoingFile(deps, message),
      onSent: (stanzaId) => {
        this.#vitals.sent();
        this.#mailbox.arrived({ stanzaId, fromMe: true });
      },
      caughtUp: () => this.#mailbox.idle(),
    });
    this.#mailbox = new Mailbox({ ...shared, sends: this.#sender, onMissed: () => this.#sweepAgain() });
    this.#vitals = new VitalsRecorder(shared);
    this.#media = deps.media && createMediaFetcher(deps.media, shared);
    this.#watch = new HealthWatch({
      ...shared,
      limitMs: deps.timing.healthMs,
      strikes: deps.timing.strikes,
      onUnhealthy: (detail) => this.#isServing && of.onUnhealthy(detail),
      onDeaf: (detail) => this.#isServing && of.onDeaf(detail),
      onSuspicion: () => {
        if (this.#sweepsWaiting === 0) void this.#sweepUp();
      },
    });
  }

  message(message: ChannelMessage): void {
    this.#watch.told(message);
    if (!message.fromMe) this.#vitals.received();
    if (this.#held) this.#held.push(message);
    else this.#mailbox.message(message);
  }

  ack(update: { stanzaId: string; level: AckLevel }): void {
    this.#mailbox.ack(update);
  }

  change(change: MessageChange): void {
    this.#mailbox.change(change);
  }

  /** A reply to send, or a file to fetch, may be waiting. */
  wake(what: "reply" | "file"): void {
    if (what === "reply") this.#sender.wake();
    else this.#media?.wake();
  }

  /** It works, for the first time or again after being offline. */
  serve(): void {
    if (this.#isServing || this.#ending.signal.aborted) return;
    this.#isServing = true;
    const { scheduler, timing } = this.deps;
    this.#watch.begin();
    this.#media?.serve();
    this.#vitals.begin();
    this.#sweepsDone = 0;
    this.#cancels = [
      repeat(timing.healthEveryMs, scheduler, () => this.#watch.check()),
      repeat(timing.sweepEveryMs, scheduler, () => this.#sweepUp()),
    ];
    // First what happened meanwhile: the owner may have answered on the phone what the bot is about to. A sweep from
    // before it was offline again knows nothing of that time.
    this.#servings += 1;
    const serving = this.#servings;
    this.#holdForAWhile();
    void this.#sweepUp().finally(() => {
      if (!this.#isServing || serving !== this.#servings) return;
      this.#release();
      this.#sender.serve();
    });
  }

  #holdForAWhile(): void {
    const { scheduler, timing } = this.deps;
    this.#cancelHold();
    this.#cancelHold = scheduler.after(timing.holdMs, () => this.#release());
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
    // From here on messages may be missed, and whatever comes next waits for the sweep that finds them.
    this.#held ??= [];
    this.#holdForAWhile();
    this.#sender.pause();
    this.#media?.pause();
    this.#vitals.pause();
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
      () =>
        Promise.all([
          this.#sender.stopped(),
          this.#media?.stopped(),
          this.#sweep,
          this.#mailbox.idle(),
          this.#vitals.end(),
        ]),
    ];
    for (const step of steps) {
      await withDeadline(step(), timing.stopMs, scheduler).catch((error: unknown) => {
        logger.error({ accountId: this.of.accountId, err: error }, "a connection did not stop in time");
      });
    }
  }

  /** One after the other: a sweep that runs while another one is asked for is not enough. */
  #sweepUp(): Promise<void> {
    this.#sweepsWaiting += 1;
    this.#sweep = this.#sweep.then(() => {
      this.#sweepsWaiting -= 1;
      return this.#sweepNow();
    });
    return this.#sweep;
  }

  async #sweepNow(): Promise<void> {
    const { accountId, lease, connection } = this.of;
    const { db, inbound, scheduler, logger } = this.deps;
    const { signal } = this.#ending;
    if (!this.#isServing || signal.aborted) return;
    const serving = this.#servings;
    const startedAt = scheduler.now();
    const outcome = await sweepUp({
      ...{ db, accountId, lease, connection, inbound, scheduler, logger, signal },
      isSending: () => this.#sender.isSending(),
      onRead: (message, isNew) => this.#read(message, isNew),
    }).catch((error: unknown): SweepOutcome | undefined => {
      logger.warn({ accountId, err: error }, "messages could not be swept up, it is tried again");
      return undefined;
    });
    if (!outcome || !isCompleteSweep(outcome)) this.#sweepAgain();
    if (!outcome || !this.#isServing || serving !== this.#servings) return;
    this.#watch.swept(outcome, { startedAt, isFirst: this.#sweepsDone === 0 });
    this.#sweepsDone += 1;
  }

  #read(message: ChannelMessage, isNew: boolean): void {
    this.#watch.read(message, isNew);
    // News of it may have come by events before.
    this.#mailbox.arrived(message);
    if (isNew && !message.fromMe) this.#vitals.received();
  }

  #sweepAgain(): void {
    this.#cancelSweepAgain();
    if (!this.#isServing) return;
    this.#cancelSweepAgain = this.deps.scheduler.after(this.deps.timing.sweepAgainMs, () => void this.#sweepUp());
  }
}
