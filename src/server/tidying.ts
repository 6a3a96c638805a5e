import type { Logger } from "./logger";

/** What collects here is small: expired rows and files that a killed process left. */
const EVERY_MS = 6 * 3_600_000;

/**
 * Runs each task now and every six hours while the process runs; a failed one is logged and tried again with the next
 * round. @returns what stops it; a round that runs may end after that
 */
export function keepTidy(tasks: Record<string, () => Promise<unknown>>, logger: Logger): () => void {
  const tidy = async () => {
    for (const [what, task] of Object.entries(tasks))
      await task().catch((error: unknown) => logger.warn({ err: error, what }, "could not be tidied"));
  };
  void tidy();
  const timer = setInterval(() => void tidy(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
