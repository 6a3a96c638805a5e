import { afterLook, afterRead, judge, LIVENESS_TIMING, type Liveness, NOTHING_SEEN } from "@/domain/messaging/liveness";
import type { ChannelMessage } from "@/domain/messaging/message";
import type { Logger } from "@/server/logger";
import type { ChannelConnection } from "./driver";
import { RecentMap } from "./recent-map";
import { type Scheduler, withDeadline } from "./scheduler";
import type { SweepOutcome } from "./sweep";

/** More than any page shows as unread; what is older is looked up by a sweep once more, and no harm is done. */
const REMEMBERED_IDS = 5000;

export interface HealthWatchDeps {
  accountId: string;
  connection: Pick<ChannelConnection, "checkHealth">;
  scheduler: Scheduler;
  logger: Logger;
  /** A check that says nothing for so long has failed. */
  limitMs: number;
  /** Failed checks in a row after which the connection is started anew. */
  strikes: number;
  /** It does not answer. */
  onUnhealthy: (detail: string) => void;
  /** It answers, but messages don't come in. @returns false when it goes on like this all the same */
  onDeaf: (detail: string) => boolean;
  /** Something is there that no event told: every chat is to be read. */
  onSuspicion: () => void;
}

/** Watches over one connection: whether it answers, and whether what its page shows agrees with what came in. */
export class HealthWatch {
  readonly #told = new RecentMap<true>(REMEMBERED_IDS);
  readonly #read = new RecentMap<true>(REMEMBERED_IDS);
  /** By chat, in every spelling of its id: when something of it came in last. */
  readonly #lastNewsMs = new RecentMap<number>(REMEMBERED_IDS);
  #found: string[] = [];
  #liveness: Liveness = NOTHING_SEEN;
  #servingSince: Date;
  #failed = 0;

  constructor(private readonly deps: HealthWatchDeps) {
    this.#servingSince = deps.scheduler.now();
  }

  /** It works from now on; what came before, or while it was offline, proves nothing. */
  begin(): void {
    this.#servingSince = this.deps.scheduler.now();
    this.#failed = 0;
    this.#forget();
  }

  /** An event told of a message. */
  told(message: ChannelMessage): void {
    this.#told.set(message.stanzaId, true);
    this.#noteNews(message);
  }

  /** A sweep read a message, which may be one that should have been told. */
  read(message: ChannelMessage, isNew: boolean): void {
    const { stanzaId, fromMe, sentAt } = message;
    this.#read.set(stanzaId, true);
    if (isNew) this.#noteNews(message);
    if (isNew && !fromMe && sentAt >= this.#servingSince) this.#found.push(stanzaId);
  }

  /** A sweep is over. The first one after the connection began finds what came meanwhile. */
  swept(outcome: SweepOutcome, { startedAt, isFirst }: { startedAt: Date; isFirst: boolean }): void {
    const found = isFirst ? [] : this.#found;
    this.#found = [];
    const nowMs = this.deps.scheduler.now().getTime();
    const read = { ...outcome, ...this.#memory, found, startedMs: startedAt.getTime(), nowMs };
    this.#liveness = afterRead(this.#liveness, read);
    this.#restartIfDeaf();
  }

  /** To be called again and again; never rejects. */
  async check(): Promise<void> {
    const { connection, scheduler, limitMs, strikes, logger, accountId } = this.deps;
    try {
      const chats = await withDeadline(connection.checkHealth(), limitMs, scheduler);
      this.#failed = 0;
      const now = { servingSince: this.#servingSince, nowMs: scheduler.now().getTime(), timing: LIVENESS_TIMING };
      this.#liveness = afterLook(this.#liveness, { chats, ...this.#memory, ...now });
      this.#restartIfDeaf();
      // Here only, and not after a sweep: one that could not explain everything would begin the next one at once.
      if (this.#verdict() === "suspicious") this.deps.onSuspicion();
    } catch (error) {
      this.#failed += 1;
      logger.warn({ accountId, strikes: this.#failed, err: error }, "health check failed");
      if (this.#failed >= strikes) this.deps.onUnhealthy(String(error));
    }
  }

  readonly #memory = {
    isTold: (id: string) => this.#told.has(id),
    isKnown: (id: string) => this.#told.has(id) || this.#read.has(id),
    lastNewsMs: (chatId: string) => this.#lastNewsMs.get(chatId),
  };

  #noteNews({ chatId, contactAliases }: ChannelMessage): void {
    const nowMs = this.deps.scheduler.now().getTime();
    for (const id of [chatId, ...contactAliases]) this.#lastNewsMs.set(id, nowMs);
  }

  #verdict() {
    const nowMs = this.deps.scheduler.now().getTime();
    return judge(this.#liveness, { isTold: this.#memory.isTold, nowMs, timing: LIVENESS_TIMING });
  }

  #restartIfDeaf(): void {
    const { logger, accountId } = this.deps;
    if (this.#verdict() !== "deaf") return;
    const detail = `unheard messages: ${this.#liveness.unheard.size}, unexplained chats: ${this.#liveness.suspicions.size}`;
    logger.warn({ accountId, detail }, "messages are there that no event told");
    if (!this.deps.onDeaf(detail)) this.#forget();
  }

  #forget(): void {
    this.#found = [];
    this.#liveness = NOTHING_SEEN;
  }
}
