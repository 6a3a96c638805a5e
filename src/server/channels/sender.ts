import { type DeliveryStep, nextDeliveryStep } from "@/domain/messaging/delivery";
import { listHeads, type OutboxHead, recordUnsent } from "@/server/conversations/outbox";
import { type DeliveryDeps, deliver, lookForEcho } from "./delivery";
import { type OpenBudget, SendBudget } from "./send-budget";

/** Chats that are typed in at once; more would look like a machine and gain little. */
const LANES = 4;
/** After a database error or a row that could not be claimed: long enough not to spin. */
const TRY_AGAIN_MS = 1000;
const SHORTEST_WAIT_MS = 100;
/** Timers further away than this are not set: a look at the table every minute costs nothing. */
const LONGEST_WAIT_MS = 60_000;

/** People are never held up, nor is the confirmation of an opt-out; what they send counts all the same. */
const isBots = ({ ownershipEpoch }: OutboxHead) => ownershipEpoch !== null;

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
  /** None: nothing waits for a number's safety. */
  readonly #budget: SendBudget | undefined;

  constructor(private readonly deps: DeliveryDeps) {
    this.#budget = deps.pacing === "off" ? undefined : new SendBudget(deps);
  }

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
      const steps = idle.map((head) => ({ head, step: nextDeliveryStep(head, this.deps.scheduler.now()) }));
      const bots = steps.flatMap(({ head, step }) => (step.type === "send" && isBots(head) ? [head] : []));
      const budget = bots.length > 0 && this.#busy.size < LANES ? await this.#budget?.open(bots) : undefined;
      const waits: Date[] = [];
      for (const { head, step } of steps) {
        // What is under way wakes us itself when it is done, and with it what found no lane.
        if (this.#busy.size >= LANES) return;
        const until = this.#begin(head, step, budget);
        if (until) waits.push(until);
      }
      if (waits.length > 0) this.#wakeWhenDue(waits);
    } catch (error) {
      logger.error({ accountId, err: error }, "the outbox could not be read");
      this.#wakeAfter(TRY_AGAIN_MS);
    }
  }

  /** @returns until when it waits, if it does */
  #begin(head: OutboxHead, step: DeliveryStep, budget: OpenBudget | undefined): Date | undefined {
    if (step.type === "none" || this.deps.signal.aborted || !this.#isServing) return undefined;
    if (step.type === "wait") return head.nextAttemptAt;
    if (step.type === "send" && isBots(head) && budget) {
      const answer = budget.ask(head, this.deps.scheduler.now());
      if (answer !== "granted") return answer;
    }
    const lane = this.#carryOut(head, step).then((isDone) => {
      this.#busy.delete(head.conversationId);
      this.#budget?.release(head);
      if (isDone) this.wake();
      else this.#wakeAfter(TRY_AGAIN_MS);
    });
    this.#busy.set(head.conversationId, lane);
    return undefined;
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

  #wakeWhenDue(waits: Date[]): void {
    const due = Math.min(...waits.map((until) => until.getTime()));
    this.#wakeAfter(Math.max(due - this.deps.scheduler.now().getTime(), SHORTEST_WAIT_MS));
  }

  #wakeAfter(ms: number): void {
    this.#cancelTimer();
    if (!this.#isServing || this.deps.signal.aborted) return;
    this.#cancelTimer = this.deps.scheduler.after(Math.min(ms, LONGEST_WAIT_MS), () => this.wake());
  }
}
