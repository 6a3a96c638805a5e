import type { Logger } from "../logger";

/** Often enough to see it move, seldom enough not to keep the database busy. */
const INTERVAL_MS = 700;

export interface ProgressReporter {
  (done: number, total: number): Promise<void>;
  /** Resolves once no report is being written; none follows. */
  settled(): Promise<void>;
}

/**
 * Writes progress at most once per interval and never two at once; a report that cannot be written is logged, for the
 * work itself goes on without it.
 */
export function createProgressReporter(
  { now, logger }: { now: () => Date; logger: Logger },
  write: (done: number, total: number) => Promise<void>,
): ProgressReporter {
  let lastAt = 0;
  let running: Promise<void> | undefined;
  let isSettled = false;
  const report = async (done: number, total: number) => {
    if (running || isSettled || now().getTime() - lastAt < INTERVAL_MS) return;
    lastAt = now().getTime();
    running = write(done, total).catch((error: unknown) => logger.warn({ err: error }, "progress could not be stored"));
    await running;
    running = undefined;
  };
  const settled = async () => {
    isSettled = true;
    await running;
  };
  return Object.assign(report, { settled });
}
