import { bestAnswerability } from "@/domain/agent/answerability";
import { rerank } from "@/domain/agent/reranking";
import type { Logger } from "@/server/logger";
import { type AgentStep, addUsage, whilePatient } from "../agent-step";
import type { ChatModel } from "../chat-model";

/** Said in the trace; a test run takes an answer with it for one that wasn't measured. */
export const NOT_RERANKED = "The model failed; the passages stay in the order of their scores.";
const NONE_HELPS = "The model named none of them; they stay in the order of their scores.";

/**
 * Has the model put what was found in order, and takes the best of it, where the account wants that. When the model fails
 * or names nothing, the passages stay as they were: that costs an answer nothing.
 */
export const rerankPassages = (deps: { models: Pick<ChatModel, "orderPassages">; logger: Logger }): AgentStep => ({
  name: "rerank",
  async run(turn, signal) {
    const { question, candidates } = turn;
    if (candidates.length < 2) return { turn };
    try {
      const { order, usage } = await deps.models.orderPassages(
        { question, passages: candidates },
        whilePatient(turn, signal),
      );
      const paid = { ...turn, usage: addUsage(turn.usage, usage) };
      const ordered = rerank(candidates, order);
      if (!ordered) return { turn: paid, note: order.length === 0 ? NONE_HELPS : NOT_RERANKED };
      const passages = ordered.slice(0, turn.request.settings.maxPassages);
      const places = passages.map(({ places: place }) => place?.byScore).join(", ");
      return {
        turn: { ...paid, passages, score: bestAnswerability(passages) },
        note: `Of ${candidates.length} by score, the model puts first: ${places}`,
      };
    } catch (error) {
      signal.throwIfAborted();
      deps.logger.warn({ err: error }, "the model could not put passages in order");
      return { turn, note: NOT_RERANKED };
    }
  },
});
