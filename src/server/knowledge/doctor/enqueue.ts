import type { Database } from "../../db/client";
import type { JobQueue } from "../../jobs/queue";

/** Changes come several at a time; one look answers them all. */
const DEBOUNCE_MS = 2_000;

/** Has the account's documents looked at as a whole, soon; looks too many find nothing changed. */
export async function enqueueExamination(
  { queue, now }: { queue: Pick<JobQueue, "enqueue">; now: () => Date },
  db: Database,
  accountId: string,
): Promise<void> {
  await queue.enqueue(db, "examine_knowledge", { accountId }, { startAfter: new Date(now().getTime() + DEBOUNCE_MS) });
}
