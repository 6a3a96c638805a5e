import type { Database } from "../db/client";
import { rememberByKnowledge } from "./by-knowledge-version";
import { selectEmbeddingModels } from "./embed-anew-queries";

/** Tells the ids of the models that made the vectors of an account's passages: several while they are made anew. */
export const createModelSurvey = (db: Database): ((accountId: string) => Promise<ReadonlySet<string>>) =>
  rememberByKnowledge(db, async (accountId) => new Set(await selectEmbeddingModels(db, accountId)));
