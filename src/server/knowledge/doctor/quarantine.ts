import { isPoisoned, judgePoison } from "@/domain/knowledge/doctor/poison";
import { fingerprintOf } from "./fingerprint";

/** What a poisoned passage is known by: the same words are the same finding wherever they stand. */
export const poisonFingerprint = (quotes: readonly string[]): string => fingerprintOf("poison", quotes);

/**
 * What a passage is suspected of; undefined for nearly all. It must not be answered from unless the account's people have
 * dismissed that very finding.
 */
export function suspicionOf(text: string): string | undefined {
  const verdict = judgePoison(text);
  return isPoisoned(verdict) ? poisonFingerprint(verdict.quotes) : undefined;
}
