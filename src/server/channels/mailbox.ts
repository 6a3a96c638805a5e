import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type { Inbound } from "@/server/conversations/inbound";
import type { Logger } from "@/server/logger";
import { EarlyNews } from "./early-news";
import { pause, type Scheduler } from "./scheduler";

/** Waits between tries to store something; then the next sweep finds it again. */
const RETRY_AFTER_MS = [1000, 5000, 15_000];

type Ack = { stanzaId: string; level: AckLevel };
type News = { type: "ack"; ack: Ack } | { type: "change"; change: MessageChange };

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
  readonly #early = new EarlyNews<News>();

  constructor(private readonly deps: MailboxDeps) {}

  message(message: ChannelMessage): void {
    this.#append(() => this.#store(message));
  }

  ack(ack: Ack): void {
    this.#append(() => this.#tell({ type: "ack", ack }));
  }

  change(change: MessageChange): void {
    this.#append(() => this.#tell({ type: "change", change }));
  }

  /** A message is known now, by a send that told its id or by a sweep: what overtook it can be written. */
  arrived(message: MessageName): void {
    if (this.#early.has(nameOf(message))) this.#append(() => this.#tellEarly(message));
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
    else await this.#tellEarly(message);
  }

  async #tellEarly(message: MessageName): Promise<void> {
    const name = nameOf(message);
    const waiting = this.#early.take(name);
    try {
      for (let news = waiting[0]; news; waiting.shift(), news = waiting[0]) await this.#tell(news);
    } catch (error) {
      // For the next try.
      for (const news of waiting) this.#early.keep(name, news);
      throw error;
    }
  }

  async #tell(news: News): Promise<void> {
    const { inbound, accountId } = this.deps;
    const isKnown =
      news.type === "ack"
        ? await inbound.acknowledge(accountId, news.ack)
        : await inbound.change(accountId, news.change);
    if (!isKnown) this.#early.keep(nameOf(news.type === "ack" ? { ...news.ack, fromMe: true } : news.change), news);
  }
}

type MessageName = { stanzaId: string; fromMe: boolean };
const nameOf = ({ stanzaId, fromMe }: MessageName) => `${fromMe}:${stanzaId}`;
