import { bandOf } from "@/domain/agent/answerability";
import { languageNames } from "@/domain/words/reading";
import { type AgentStep, type AgentTurn, addUsage, whilePatient } from "../agent-step";
import type { ChatModel } from "../chat-model";
import { handOver } from "../endings";
import { type ExtractiveDeps, extractDraft } from "../extractive-answerer";
import { detectLanguage } from "../language";

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
      const written = await write(deps.models, turn, whilePatient(turn, signal));
      const isOther = written.model !== deps.models.id;
      return { turn: written, ...(isOther ? { note: `${deps.models.id} failed; ${written.model} answered.` } : {}) };
    } catch (error) {
      signal.throwIfAborted();
      deps.logger.warn({ err: error }, "the model could not answer");
      const result = await extract(deps, turn, signal);
      return { ...result, note: "The model failed; the answer was picked from the documents." };
    }
  },
});

async function write(models: ChatModel, turn: AgentTurn, signal: AbortSignal): Promise<AgentTurn> {
  const { accountName, question, history, summary = null, facts = {}, settings } = turn.request;
  const { language, passages } = turn;
  const input = { accountName, voice: settings, language, question, history, summary, facts, passages };
  const { draft, usage, model } = await models.draftAnswer(input, signal);
  return { ...turn, draft, model, promptVersion: models.promptVersion, usage: addUsage(turn.usage, usage) };
}

/** The language of the best passage, where both it and that of the question are clear and differ. */
async function languageOfForeignSource({ questionLanguage, passages }: AgentTurn): Promise<string | undefined> {
  const source = passages[0] && (await detectLanguage(passages[0].text));
  if (questionLanguage === undefined || !source?.isReliable) return undefined;
  return source.language === questionLanguage ? undefined : source.language;
}

const foreignWords = ({ questionLanguage = "" }: AgentTurn, source: string): string =>
  `The documents answer this in ${languageNames([source])}, and the question is in ${languageNames([questionLanguage])}. Translating needs a language model.`;

async function extract(deps: ExtractiveDeps, turn: AgentTurn, signal: AbortSignal) {
  const extracted = { ...turn, model: EXTRACTIVE_MODEL, promptVersion: EXTRACTIVE_VERSION };
  // A model reads the passages and says itself that they don't answer; here only the score can tell.
  if (bandOf(turn.score ?? 0, turn.request.settings) === "handed_over")
    return { turn: extracted, ending: handOver(turn, "dontKnow", "The documents don't seem to answer this.") };
  const foreign = await languageOfForeignSource(turn);
  // Quoting it would answer in a language that the customer doesn't write.
  if (foreign !== undefined)
    return { turn: extracted, ending: handOver(turn, "dontKnow", foreignWords(turn, foreign)) };
  return { turn: { ...extracted, draft: await extractDraft(deps, turn, signal) } };
}
