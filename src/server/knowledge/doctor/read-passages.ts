import { setImmediate } from "node:timers/promises";
import { type ShingledPassage, shinglesOf } from "@/domain/knowledge/doctor/duplicates";
import { isPoisoned, judgePoison, type PoisonVerdict } from "@/domain/knowledge/doctor/poison";
import { readStatements } from "@/domain/knowledge/doctor/read-statements";
import { findStaleDates, type StaleDate } from "@/domain/knowledge/doctor/stale-dates";
import type { Statement } from "@/domain/knowledge/doctor/statement";
import type { Database } from "../../db/client";
import { listPassages, type StoredPassage } from "./passage-queries";

const ROWS_PER_PAGE = 200;
/** Passages examined in one go, some milliseconds; then other work gets its turn. */
const PASSAGES_PER_TURN = 8;

export interface ReadPassages {
  passages: (ShingledPassage & Pick<StoredPassage, "quarantined">)[];
  statements: Statement[];
  staleDates: StaleDate[];
  poisoned: { passage: StoredPassage; verdict: PoisonVerdict }[];
}

/** What single passages tell, newest documents first, up to `limit` passages. */
export async function readPassages(
  db: Database,
  accountId: string,
  { limit, now, signal }: { limit: number; now: Date; signal: AbortSignal },
): Promise<ReadPassages> {
  const read: ReadPassages = { passages: [], statements: [], staleDates: [], poisoned: [] };
  let before: string | undefined;
  while (read.passages.length < limit) {
    const rows = await listPassages(db, accountId, {
      before,
      limit: Math.min(ROWS_PER_PAGE, limit - read.passages.length),
    });
    before = rows.at(-1)?.id;
    if (before === undefined) break;
    for (const [at, passage] of rows.entries()) {
      readPassage(read, passage, now);
      if (at % PASSAGES_PER_TURN !== 0) continue;
      signal.throwIfAborted();
      await setImmediate();
    }
  }
  return read;
}

function readPassage(read: ReadPassages, passage: StoredPassage, now: Date): void {
  const verdict = judgePoison(passage.text);
  // What speaks to a machine is shown once, as that, and is no side of a contradiction.
  if (isPoisoned(verdict)) read.poisoned.push({ passage, verdict });
  else {
    read.statements.push(...readStatements(passage));
    read.staleDates.push(...findStaleDates([passage], now));
  }
  read.passages.push({ ...passage, shingles: shinglesOf(passage.text) });
}
