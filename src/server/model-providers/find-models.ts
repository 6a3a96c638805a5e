import { keyLostWords } from "@/domain/words/model-provider";
import type { AccountModels, FindModels, ModelServer } from "../agent/model-servers";
import type { Database } from "../db/client";
import type { Logger } from "../logger";
import { sayEnglish } from "../say-english";
import { unseal } from "../seal";
import { findProvider, type ProviderRow } from "./queries";

export interface FindModelsDeps {
  db: Database;
  secretKey: Uint8Array;
  /** The one Parley was set up with; null: none. */
  installed: ModelServer | null;
  /** How servers that accounts name are reached: see knowledge/web/guarded-fetch.ts. */
  fetch: typeof fetch;
  logger: Logger;
}

const UNKNOWN = "The account's model provider could not be looked up, so the answer was picked from the documents.";

/** A key is sealed for one account and one address: it opens for nothing else, whatever a row is made to say. */
export const sealContext = ({ accountId, baseUrl }: Pick<ProviderRow, "accountId" | "baseUrl">): string =>
  `model-provider:${accountId}:${baseUrl}`;

/** See FindModels. */
export function createFindModels({ db, secretKey, installed, fetch, logger }: FindModelsDeps): FindModels {
  return async (accountId): Promise<AccountModels> => {
    let own: ProviderRow | undefined;
    try {
      own = await findProvider(db, accountId);
    } catch (error) {
      logger.error({ err: error, accountId }, "an account's model provider could not be looked up");
      return { server: null, model: null, problem: UNKNOWN };
    }
    if (!own) return { server: installed, model: installed?.model ?? null };
    const apiKey = unseal(secretKey, own.sealedKey, sealContext(own));
    if (apiKey === undefined) return { server: null, model: own.model, problem: keyLostWords(sayEnglish) };
    return { server: ownServer(own, apiKey, fetch), model: own.model };
  };
}

export function ownServer(
  own: Omit<ProviderRow, "updatedBy" | "keyEnding" | "kind">,
  apiKey: string,
  fetch: ModelServer["fetch"],
): ModelServer {
  const { accountId, baseUrl, sealedKey, model, fallbackModel, updatedAt } = own;
  return {
    // Sealing the same key again gives another text: whatever is saved is another server.
    id: JSON.stringify([accountId, baseUrl, sealedKey, model, fallbackModel, updatedAt]),
    apiKey,
    baseURL: baseUrl,
    fetch,
    model,
    fallbackModel: fallbackModel ?? undefined,
  };
}
