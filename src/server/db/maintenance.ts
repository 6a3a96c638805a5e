import type { Logger } from "../logger";
import type { DatabaseHandle } from "./client";

const EVERY_MS = 6 * 3_600_000;

/**
 * Tidies the embedded database, which has no autovacuum: without it, deleted rows are never reused and the planner
 * knows nothing about the tables. A server does this by itself, so there it does nothing.
 */
export async function vacuum({ queueConnection }: DatabaseHandle): Promise<void> {
  if (queueConnection.kind === "pglite") await queueConnection.client.exec("vacuum (analyze)");
}

/** Vacuums now and then while the process runs; returns what stops it. */
export function scheduleVacuum(handle: DatabaseHandle, logger: Logger): () => void {
  if (handle.kind !== "pglite") return () => undefined;
  const timer = setInterval(() => {
    const startedAt = performance.now();
    vacuum(handle)
      .then(() => logger.debug({ ms: Math.round(performance.now() - startedAt) }, "database vacuumed"))
      .catch((error: unknown) => logger.warn({ err: error }, "database could not be vacuumed"));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
