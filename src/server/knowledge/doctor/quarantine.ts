import { isPoisoned, judgePoison } from "@/domain/knowledge/doctor/poison";
import type { Database } from "../../db/client";
import { listDismissedFingerprints } from "./finding-queries";
import { fingerprintOf } from "./fingerprint";

/** What a poisoned passage is known by: the same words are the same finding wherever they stand. */
export const poisonFingerprint = (quotes: readonly string[]): string => fingerprintOf("poison", quotes);

/** Which passages must not be answered from, given what the account's people have said is fine. */
export async function createQuarantine(
  db: Database,
  accountId: string,
): Promise<(passage: { text: string }) => boolean> {
  const fine = await listDismissedFingerprints(db, accountId, "poison");
  return ({ text }) => {
    const verdict = judgePoison(text);
    return isPoisoned(verdict) && !fine.has(poisonFingerprint(verdict.quotes));
  };
}
