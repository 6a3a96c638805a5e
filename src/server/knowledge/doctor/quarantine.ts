import { isPoisoned, judgePoison, type PoisonVerdict } from "@/domain/knowledge/doctor/poison";
import { type PlacedPassage, spreadPoison } from "@/domain/knowledge/doctor/spread-poison";
import { fingerprintOf } from "./fingerprint";

/** What a poisoned passage is known by: the same words are the same finding wherever they stand. */
export const poisonFingerprint = (quotes: readonly string[]): string => fingerprintOf("poison", quotes);

/**
 * What passages of one document, in its order, are suspected of; nearly all of nothing. They must not be answered from
 * unless the account's people have dismissed that very finding. `verdictOf` spares judging again.
 */
export function suspicionsOf<Passage extends PlacedPassage>(
  passages: readonly Passage[],
  verdictOf: (passage: Passage) => PoisonVerdict = ({ text }) => judgePoison(text),
): Map<Passage, string> {
  return spreadPoison(passages, (passage) => {
    const verdict = verdictOf(passage);
    return isPoisoned(verdict) ? { quotes: verdict.quotes, fingerprint: poisonFingerprint(verdict.quotes) } : undefined;
  });
}
