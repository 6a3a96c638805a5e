import type { AnswerSettings } from "@/domain/agent/settings";
import type { ChatModel } from "./chat-model";
import type { FindModels, ModelServer } from "./model-servers";
import type { ModelChoice } from "./pipeline";

export interface ModelChoiceDeps {
  findModels: FindModels;
  /** The server's model, or another by its name, with an account's wishes; failing over within that server. */
  create(server: ModelServer, wishes: ModelWishes): ChatModel;
  /** Tokens an account's models took today, and adding to them. */
  usage: {
    today(accountId: string): Promise<number>;
    add(accountId: string, usage: { inputTokens: number; outputTokens: number }): Promise<void>;
  };
}

export type ModelWishes = Pick<AnswerSettings, "model" | "temperature" | "maxOutputTokens">;

/** As many as are kept: each remembers how its server wants to be asked, and whether it works. */
const MAX_KEPT = 200;

const BUDGET_SPENT = "The tokens for today are used up, so the answer was picked from the documents.";

/** Gives each account the model its settings ask for, at its server, until its tokens of the day are used up. */
export function createModelChoice({ findModels, create, usage }: ModelChoiceDeps): ModelChoice {
  const kept = new Map<string, ChatModel>();

  function modelAt(server: ModelServer, { model, temperature, maxOutputTokens }: ModelWishes): ChatModel {
    const wishes = { model: model || undefined, temperature, maxOutputTokens };
    const key = JSON.stringify([server.id, wishes]);
    const known = kept.get(key) ?? create(server, wishes);
    // The one that was asked last is the last to go.
    kept.delete(key);
    kept.set(key, known);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  }

  return {
    async choose({ accountId, settings }) {
      if (settings.usesModel === false) return { models: null };
      const { server, problem } = await findModels(accountId);
      if (!server) return { models: null, ...(problem ? { note: problem } : {}) };
      if (settings.dailyTokens !== undefined && (await usage.today(accountId)) >= settings.dailyTokens)
        return { models: null, note: BUDGET_SPENT };
      return { models: modelAt(server, settings) };
    },
    record: (accountId, taken) => usage.add(accountId, taken),
  };
}
