import { readingsOf } from "@/domain/agent/follow-up";
import type { Logger } from "@/server/logger";
import { type AgentStep, addUsage, whilePatient } from "../agent-step";
import type { ChatModel } from "../chat-model";

/** Longer messages are a story; search and models get its end, where the question usually stands. */
const MAX_QUESTION_CHARACTERS = 2_000;

/**
 * Makes the question one that can be looked up without the conversation: by the model when there is one, else by reading
 * it with the telling words of the customer's last message and without. A failing model costs nothing but the better wording.
 */
export const understand = (deps: { models: ChatModel | null; logger: Logger }): AgentStep => ({
  name: "understand",
  async run(turn, signal) {
    const question = turn.request.question.trim().slice(-MAX_QUESTION_CHARACTERS);
    const { history, summary = null } = turn.request;
    const { likelier, other, isGuess } = readingsOf(question, history);
    const simple = { ...turn, question: likelier, otherReading: other === null ? null : { question: other, isGuess } };
    if (!deps.models || !history.some((entry) => entry.role === "customer")) return { turn: simple };
    try {
      const rewritten = await deps.models.rewriteQuestion({ question, history, summary }, whilePatient(turn, signal));
      return { turn: { ...turn, question: rewritten.question, usage: addUsage(turn.usage, rewritten.usage) } };
    } catch (error) {
      signal.throwIfAborted();
      deps.logger.warn({ err: error }, "the model could not rewrite a question");
      return { turn: simple, note: "The model failed; the question was completed by rule." };
    }
  },
});
