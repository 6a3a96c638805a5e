import type { Database } from "../db/client";
import { rememberByKnowledge } from "./by-knowledge-version";
import { selectAccountSamples } from "./reading-view-queries";
import { languagesOf } from "./text-language";

/** Enough documents, and enough of each, to know what an account's knowledge is written in. */
const SAMPLES = { documents: 60, pagesOfEach: 2, characters: 600 };

/** Tells the languages (ISO 639-1) of an account's documents, the most frequent first. */
export const createLanguageSurvey = (db: Database): ((accountId: string) => Promise<readonly string[]>) =>
  rememberByKnowledge(db, async (accountId) => languagesOf(await selectAccountSamples(db, accountId, SAMPLES)));
