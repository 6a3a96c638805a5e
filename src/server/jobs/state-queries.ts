import { sql } from "drizzle-orm";
import { type Database, executeRows } from "../db/client";
import type { JobName } from "./names";

/** `unfinished`: it waits, runs, or will be tried again. `failed`: it was tried often enough. */
export type JobState = "unfinished" | "failed" | "ended";

/** What became of the newest job of that name and key; undefined when there has been none for a day. */
export async function findLatestState(db: Database, name: JobName, key: string): Promise<JobState | undefined> {
  const [job] = await executeRows<{ state: string }>(
    db,
    sql`select state::text from pgboss.job where name = ${name} and singleton_key = ${key}
      order by created_on desc limit 1`,
  );
  if (!job) return undefined;
  if (job.state === "failed") return "failed";
  return ["created", "retry", "active"].includes(job.state) ? "unfinished" : "ended";
}
