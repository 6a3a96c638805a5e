import { type DeliveryStep, nextDeliveryStep } from "@/domain/messaging/delivery";
import { listHeads, type OutboxHead, recordUnsent } from "@/server/conversations/outbox";
import { type DeliveryDeps, deliver, lookForEcho } from "./delivery";

/** Chats that are typed in at once; more would look like a machine and gain little. */
const LANES = 4;
/** After a database error or a row that could not be claimed: long enough not to spin. */
const TRY_AGAIN_MS = 1000;
const SHORTEST_WAIT_MS = 100;
/** Timers further away than this are not set: a look at the table every minute costs nothing. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Sends what is in an account's outbox while its connection works: in order within a conversation, several
 * conversations side by side. Wakes when told, and by itself when something falls due.
 */
export class Sender {
  readonly #busy = new Map<string, Promise<void>>();
  readonly #sends = new Set<Promise<unknown>>();
  #isServing = false;
  #pumping: Promise<void> | undefined;
  #mustPumpAgain = false;
  #cancelTimer = () => {};

  constructor(private readonly deps: DeliveryDeps) {}

  /** The connection works: from now on. */
  serve(): void {
    this.#isServing = true;
    this.wake();
  }

  /** The connection is offline: nothing new is begun until `serve`. */
  pause(): void {
    this.#isServing = false;
    this.#cancelTimer();
  }

  wake(): void {
    if (!this.#isServing || this.deps.signal.aborted) return;
    if (this.#pumping !== undefined) {
      this.#mustPumpAgain = true;
      return;
    }
    this.#pumping = this.#pump().finally(() => {
      this.#pumping = undefined;
      if (!this.#mustPumpAgain) return;
      this.#mustPumpAgain = false;
      this.wake();
    });
  }

  /** A message is on its way whose id is not written yet. */
  isSending(): boolean {
    return this.#sends.size > 0;
  }

  /** Resolves once the sends that are under way now have been written. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#sends]);
  }

  /** Resolves once nothing runs any more; the signal must have fired, or this may take as long as a send. */
  async stopped(): Promise<void> {
    this.pause();
    while (this.#pumping !== undefined || this.#busy.size > 0)
      await Promise.allSettled([this.#pumping, ...this.#busy.values()]);
  }

  async #pump(): Promise<void> {
    const { db, accountId, logger } = this.deps;
    this.#cancelTimer();
    try {
      const idle = (await listHeads(db, accountId)).filter((head) => !this.#busy.has(head.conversationId));
      for (const head of idle) if (this.#busy.size < LANES) this.#begin(head);
      // What is under way wakes us itself when it is done, and with it what found no lane.
      const waiting = idle.filter((head) => !this.#busy.has(head.conversationId));
      if (waiting.length > 0 && this.#busy.size < LANES) this.#wakeWhenDue(waiting);
    } catch (error) {
      logger.error({ accountId, err: error }, "the outbox could not be read");
      this.#wakeAfter(TRY_AGAIN_MS);
    }
  }

  #begin(head: OutboxHead): void {
    const { scheduler, signal } = this.deps;
    const step = nextDeliveryStep(head, scheduler.now());
    if (step.type === "wait" || step.type === "none" || signal.aborted || !this.#isServing) return;
    const lane = this.#carryOut(head, step).then((isDone) => {
      this.#busy.delete(head.conversationId);
      if (isDone) this.wake();
      else this.#wakeAfter(TRY_AGAIN_MS);
    });
    this.#busy.set(head.conversationId, lane);
  }

  /** @returns false when nothing has changed, so that looking again at once would be in vain */
  async #carryOut(head: OutboxHead, step: DeliveryStep): Promise<boolean> {
    const { db, lease, logger, accountId } = this.deps;
    try {
      if (step.type === "end") await recordUnsent(db, head, lease, step);
      else if (step.type === "look_for_echo") await lookForEcho(this.deps, head);
      else return await deliver(this.deps, head, (send) => this.#track(send));
      return true;
    } catch (error) {
      logger.error({ accountId, id: head.id, err: error }, "a reply could not be worked on");
      return false;
    }
  }

  #track<Output>(send: Promise<Output>): Promise<Output> {
    this.#sends.add(send);
    return send.finally(() => this.#sends.delete(send));
  }

  #wakeWhenDue(waiting: OutboxHead[]): void {
    const due = Math.min(...waiting.map(({ nextAttemptAt }) => nextAttemptAt.getTime()));
    this.#wakeAfter(Math.max(due - this.deps.scheduler.now().getTime(), SHORTEST_WAIT_MS));
  }

  #wakeAfter(ms: number): void {
    this.#cancelTimer();
    if (!this.#isServing || this.deps.signal.aborted) return;
    this.#cancelTimer = this.deps.scheduler.after(Math.min(ms, LONGEST_WAIT_MS), () => this.wake());
  }
}
