/** Time and chance, so that tests decide about both. */
export interface Scheduler {
  now(): Date;
  /** In [0, 1). */
  random(): number;
  /** Runs once after that time unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
}

export const systemScheduler: Scheduler = {
  now: () => new Date(),
  random: Math.random,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** The promise's own outcome, or a DeadlineError when it says nothing for so long; what it says later is dropped. */
export function withDeadline<Output>(promise: Promise<Output>, ms: number, scheduler: Scheduler): Promise<Output> {
  return new Promise((resolve, reject) => {
    const cancel = scheduler.after(ms, () => reject(new DeadlineError(`No answer within ${ms} ms.`)));
    promise.then(resolve, reject).finally(cancel);
  });
}

/** Resolves after that time, or at once when the signal fires. */
export function pause(ms: number, signal: AbortSignal, scheduler: Scheduler): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      signal.removeEventListener("abort", finish);
      cancel();
      resolve();
    };
    const cancel = scheduler.after(ms, finish);
    signal.addEventListener("abort", finish, { once: true });
  });
}

/** Runs again and again with that much quiet in between, never two at once; returns what stops it. */
export function repeat(everyMs: number, scheduler: Scheduler, run: () => Promise<void>): () => void {
  let cancel = () => {};
  let isStopped = false;
  const next = () => {
    cancel = scheduler.after(everyMs, () => {
      void run().finally(() => {
        if (!isStopped) next();
      });
    });
  };
  next();
  return () => {
    isStopped = true;
    cancel();
  };
}
