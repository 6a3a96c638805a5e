import { bandOf } from "@/domain/agent/answerability";
import { type AgentStep, type AgentTurn, addUsage } from "../agent-step";
import type { ChatModel } from "../chat-model";
import { handOver } from "../endings";
import { type ExtractiveDeps, extractDraft } from "../extractive-answerer";

/** What the trace shows in place of a model's name and prompt when sentences are picked. */
export const EXTRACTIVE_MODEL = "extractive";
const EXTRACTIVE_VERSION = "extractive-1";

/**
 * Drafts an answer from the passages: written by the model when there is one, else picked from the documents. When the
 * model fails the picked one is used: a customer is never left without a reply.
 */
export const draftAnswer = (deps: ExtractiveDeps & { models: ChatModel | null }): AgentStep => ({
  name: "answer",
  async run(turn, signal) {
    if (!deps.models) return extract(deps, turn, signal);
    try {
      return { turn: await write(deps.models, turn, signal) };
    } catch (error) {
      signal.throwIfAborted();
      deps.logger.warn({ err: error }, "the model could not answer");
      const result = await extract(deps, turn, signal);
      return { ...result, note: "The model failed; the answer was picked from the documents." };
    }
  },
});

async function write(models: ChatModel, turn: AgentTurn, signal: AbortSignal): Promise<AgentTurn> {
  const { accountName, question, history } = turn.request;
  const { language, passages } = turn;
  const { draft, usage } = await models.draftAnswer({ accountName, language, question, history, passages }, signal);
  return { ...turn, draft, model: models.id, promptVersion: models.promptVersion, usage: addUsage(turn.usage, usage) };
}

async function extract(deps: ExtractiveDeps, turn: AgentTurn, signal: AbortSignal) {
  const extracted = { ...turn, model: EXTRACTIVE_MODEL, promptVersion: EXTRACTIVE_VERSION };
  // A model reads the passages and says itself that they don't answer; here only the score can tell.
  if (bandOf(turn.score ?? 0, turn.request.settings) === "handed_over")
    return { turn: extracted, ending: handOver(turn, "dontKnow", "The documents don't seem to answer this.") };
  return { turn: { ...extracted, draft: await extractDraft(deps, turn, signal) } };
}
