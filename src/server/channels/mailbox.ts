import type { AckLevel, ChannelMessage } from "@/domain/messaging/message";
import type { Inbound } from "@/server/conversations/inbound";
import type { Logger } from "@/server/logger";
import { pause, type Scheduler } from "./scheduler";

/** Waits between tries to store something; then the next sweep finds it again. */
const RETRY_AFTER_MS = [1000, 5000, 15_000];
/** Acks of messages that never turn out to be ours (another device's) must not pile up. */
const MAX_EARLY_ACKS = 1000;

export interface MailboxDeps {
  accountId: string;
  inbound: Inbound;
  scheduler: Scheduler;
  logger: Logger;
  /** Sends whose message id is not known yet. */
  sends: { isSending(): boolean; settled(): Promise<void> };
  /** Fires when the connection ends. */
  signal: AbortSignal;
  /** Something could not be stored and has to be swept up. */
  onMissed: () => void;
}

/** What a connection delivers, stored one after the other in the order it came. */
export class Mailbox {
  #tail: Promise<void> = Promise.resolve();
  readonly #earlyAcks = new Map<string, AckLevel>();

  constructor(private readonly deps: MailboxDeps) {}

  message(message: ChannelMessage): void {
    this.#append(() => this.#store(message));
  }

  ack(update: { stanzaId: string; level: AckLevel }): void {
    this.#append(() => this.#acknowledge(update));
  }

  /** A send told its id: acks that overtook it can be written now. */
  sent(stanzaId: string): void {
    const level = this.#earlyAcks.get(stanzaId);
    if (!level) return;
    this.#earlyAcks.delete(stanzaId);
    this.ack({ stanzaId, level });
  }

  /** Resolves once everything that has come in so far is stored. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  #append(work: () => Promise<void>): void {
    this.#tail = this.#tail.then(() => this.#withRetries(work));
  }

  async #withRetries(work: () => Promise<void>): Promise<void> {
    const { signal, scheduler, logger, accountId } = this.deps;
    for (const waitMs of [...RETRY_AFTER_MS, null]) {
      // What is not stored yet is swept up by the next connection, wherever it runs.
      if (signal.aborted) return;
      try {
        return await work();
      } catch (error) {
        logger.error({ accountId, err: error }, "an event could not be stored");
        if (waitMs === null) return this.deps.onMissed();
        await pause(waitMs, signal, scheduler);
      }
    }
  }

  async #store(message: ChannelMessage): Promise<void> {
    const { inbound, accountId, sends } = this.deps;
    const isSending = sends.isSending();
    const received = await inbound.receive(accountId, message, { isSending, enqueueAnswer: true });
    // Behind the send and not in the way of other messages.
    if (received.kind === "undecided") void sends.settled().then(() => this.message(message));
  }

  async #acknowledge(update: { stanzaId: string; level: AckLevel }): Promise<void> {
    if (await this.deps.inbound.acknowledge(this.deps.accountId, update)) return;
    const [oldest] = this.#earlyAcks.keys();
    if (oldest !== undefined && this.#earlyAcks.size >= MAX_EARLY_ACKS) this.#earlyAcks.delete(oldest);
    this.#earlyAcks.set(update.stanzaId, update.level);
  }
}
