import type { Database } from "../db/client";
import { findKnowledgeVersion, selectAccountSamples } from "./reading-view-queries";
import { languagesOf } from "./text-language";

/** Enough documents, and enough of each, to know what an account's knowledge is written in. */
const SAMPLES = { documents: 60, pagesOfEach: 2, characters: 600 };
/** Accounts remembered by a process. */
const MAX_KNOWN = 1_000;

/**
 * Tells the languages (ISO 639-1) of an account's documents, the most frequent first. They are looked for again only
 * after the account's knowledge has changed.
 */
export function createLanguageSurvey(db: Database) {
  const known = new Map<string, { version: number; languages: readonly string[] }>();
  return async (accountId: string): Promise<readonly string[]> => {
    const version = await findKnowledgeVersion(db, accountId);
    const before = known.get(accountId);
    if (before?.version === version) return before.languages;
    const languages = await languagesOf(await selectAccountSamples(db, accountId, SAMPLES));
    known.delete(accountId);
    known.set(accountId, { version, languages });
    const [oldest] = known.keys();
    if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
    return languages;
  };
}
