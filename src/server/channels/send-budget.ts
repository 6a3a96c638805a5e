import { newContactBucket, replyBucket, type SendingLimits } from "@/domain/messaging/sending-limits";
import { nextTokenAt } from "@/domain/messaging/token-bucket";
import type { OutboxHead } from "@/server/conversations/outbox";
import type { Database } from "@/server/db/client";
import type { Lease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import { assessSafety, type Safety } from "./safety";
import { listSendings, type Sending, writeSafetyLevel } from "./safety-queries";
import type { Scheduler } from "./scheduler";

/** The score moves slowly, and working it out reads a week of messages. */
const SAFETY_FRESH_MS = 60_000;
/** How soon a number that may send nothing is looked at again. */
const LOOK_AGAIN_MS = 60_000;

export interface SendBudgetDeps {
  db: Database;
  accountId: string;
  lease: Lease;
  scheduler: Scheduler;
  logger: Logger;
}

/** What the bot may send from one number, by what was sent from it and how safe that is. Kept nowhere but in the tables. */
export class SendBudget {
  #safety: { assessed: Safety; until: number } | undefined;
  /** Replies that are being typed or sent: what the tables say of them may not be written yet. */
  readonly #reserved = new Map<string, Sending>();

  constructor(private readonly deps: SendBudgetDeps) {}

  /** Loads what decides about these replies of the bot. */
  async open(heads: readonly OutboxHead[]): Promise<OpenBudget> {
    const now = this.deps.scheduler.now();
    const { limits } = await this.#currentSafety(now);
    const mustCountFirsts = heads.some(({ isFirstWords }) => isFirstWords);
    const replies = await this.#sendings(replyBucket(limits).windowMs, now, false);
    const firsts = mustCountFirsts ? await this.#sendings(newContactBucket(limits).windowMs, now, true) : [];
    return new OpenBudget(limits, replies, firsts, (head) => this.#reserve(head, now));
  }

  /** The reply is out, or will not go out now. */
  release(head: OutboxHead): void {
    this.#reserved.delete(head.id);
  }

  #reserve(head: OutboxHead, now: Date): void {
    this.#reserved.set(head.id, { outboxId: head.id, at: now, isFirst: head.isFirstWords });
  }

  async #sendings(windowMs: number, now: Date, firstOnly: boolean): Promise<Date[]> {
    const { db, accountId } = this.deps;
    const since = new Date(now.getTime() - windowMs);
    const written = await listSendings(db, { accountId, since, firstOnly });
    const others = written.filter(({ outboxId }) => outboxId === null || !this.#reserved.has(outboxId));
    const own = [...this.#reserved.values()].filter(({ isFirst }) => isFirst || !firstOnly);
    return [...others, ...own].map(({ at }) => at);
  }

  async #currentSafety(now: Date): Promise<Safety> {
    if (this.#safety && now.getTime() < this.#safety.until) return this.#safety.assessed;
    const { db, accountId, lease, logger } = this.deps;
    const assessed = await assessSafety(db, accountId, now);
    if (assessed.level !== assessed.written.level) {
      const { level, score, signals } = assessed;
      logger.warn(
        { accountId, level, from: assessed.written.level, score, signals },
        "the safety of the number changed",
      );
      await writeSafetyLevel(db, { accountId, lease }, assessed);
    }
    this.#safety = { assessed, until: now.getTime() + SAFETY_FRESH_MS };
    return assessed;
  }
}

/** One look at the budget; what it grants is taken from it. */
export class OpenBudget {
  constructor(
    private readonly limits: SendingLimits,
    private readonly replies: Date[],
    private readonly firsts: Date[],
    private readonly reserve: (head: OutboxHead) => void,
  ) {}

  /** Grants it, or says when to ask again. */
  ask(head: OutboxHead, now: Date): Date | "granted" {
    if (this.limits.perMinute === 0) return new Date(now.getTime() + LOOK_AGAIN_MS);
    const waits = [nextTokenAt(this.replies, replyBucket(this.limits), now)];
    if (head.isFirstWords) waits.push(nextTokenAt(this.firsts, newContactBucket(this.limits), now));
    const at = new Date(Math.max(...waits.map((date) => date.getTime())));
    if (at > now) return at;
    this.replies.push(now);
    if (head.isFirstWords) this.firsts.push(now);
    this.reserve(head);
    return "granted";
  }
}
