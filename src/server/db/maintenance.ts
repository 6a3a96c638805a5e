import type { Logger } from "../logger";
import type { DatabaseHandle } from "./client";

const EVERY_MS = 6 * 3_600_000;

const TABLES = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema')`;

/**
 * Tidies the embedded database, which has no autovacuum: without it, deleted rows are never reused and the planner
 * knows nothing about the tables. A server does this by itself, so there it does nothing.
 */
export async function vacuum({ queueConnection }: DatabaseHandle): Promise<void> {
  if (queueConnection.kind !== "pglite") return;
  const { client } = queueConnection;
  const { rows } = await client.query<{ name: string }>(TABLES);
  // One after the other: others wait for the only connection as long as one of them takes, and not for all.
  for (const { name } of rows) await client.exec(`vacuum (analyze) ${name}`);
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
