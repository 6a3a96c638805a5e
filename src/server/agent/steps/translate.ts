import type { Logger } from "@/server/logger";
import { type AgentStep, addUsage, whilePatient } from "../agent-step";
import type { ChatModel } from "../chat-model";

interface TranslateDeps {
  models: Pick<ChatModel, "translateQuestion"> | null;
  knowledgeLanguages: (accountId: string) => Promise<readonly string[]>;
  logger: Logger;
}

/**
 * Has a question that is in none of the documents' languages translated into their most frequent one, so that it can be
 * looked up there. Without a model, and when that fails, it is looked up as it is; whether an answer in another language
 * may be quoted then is decided where answers are picked.
 */
export const translate = ({ models, knowledgeLanguages, logger }: TranslateDeps): AgentStep => ({
  name: "translate",
  async run(turn, signal) {
    const { questionLanguage, question } = turn;
    if (!models || questionLanguage === undefined) return { turn };
    const languages = await knowledgeLanguages(turn.request.accountId);
    const [language] = languages;
    if (language === undefined || languages.includes(questionLanguage)) return { turn };
    try {
      const translated = await models.translateQuestion({ question, language }, whilePatient(turn, signal));
      const translation = { language, question: translated.question };
      return {
        turn: { ...turn, translation, usage: addUsage(turn.usage, translated.usage) },
        note: `${questionLanguage} → ${language}: ${translated.question}`,
      };
    } catch (error) {
      signal.throwIfAborted();
      logger.warn({ err: error }, "the model could not translate a question");
      return { turn, note: "The model failed; the question was looked up as it is." };
    }
  },
});
