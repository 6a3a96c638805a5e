import { bandOf } from "@/domain/agent/answerability";
import type { ToolAct } from "@/domain/agent/turn";
import { languageNames } from "@/domain/words/language-names";
import { type AgentStep, type AgentTurn, addUsage, type Ending, whilePatient } from "../agent-step";
import type { ChatModel, ModelTools } from "../chat-model";
import { handOver } from "../endings";
import { type ExtractiveDeps, extractDraft } from "../extractive-answerer";
import { detectLanguage } from "../language";
import type { AgentTool } from "../tools/agent-tool";
import { createToolbox } from "../tools/toolbox";

/** What the trace shows in place of a model's name and prompt when sentences are picked. */
export const EXTRACTIVE_MODEL = "extractive";
const EXTRACTIVE_VERSION = "extractive-1";

/**
 * Drafts an answer from the passages: written by the model when there is one, else picked from the documents. When the
 * model fails the picked one is used: a customer is never left without a reply.
 */
export const draftAnswer = (deps: DraftDeps): AgentStep => ({
  name: "answer",
  async run(turn, signal) {
    if (!deps.models) return extract(deps, turn, signal);
    const { tools = [] } = deps;
    const toolbox = tools.length > 0 ? createToolbox(tools, { ...deps, passagesBefore: turn.passages.length }) : null;
    // Whatever becomes of the answer, people see what was asked of other systems for it.
    const withUses = (after: AgentTurn): AgentTurn => ({ ...after, toolUses: toolbox?.uses() ?? [] });
    try {
      const { leftOutTools, ...written } = await write(deps.models, turn, toolbox, whilePatient(turn, signal));
      const notes = [
        ...(written.model === deps.models.id ? [] : [`${deps.models.id} failed; ${written.model} answered.`]),
        ...(leftOutTools ? ["The model's server refused the tools; it was asked without them."] : []),
      ];
      const note = notes.length > 0 ? { note: notes.join("\n") } : {};
      const act = toolbox?.act();
      if (act) return { turn: withUses(written), ending: endingOf(turn, act), ...note };
      const passages = [...turn.passages, ...(toolbox?.passages() ?? [])];
      return { turn: { ...withUses(written), passages }, ...note };
    } catch (error) {
      signal.throwIfAborted();
      deps.logger.warn({ err: error }, "the model could not answer");
      const result = await extract(deps, turn, signal);
      return {
        ...result,
        turn: withUses(result.turn),
        note: "The model failed; the answer was picked from the documents.",
      };
    }
  },
});

interface DraftDeps extends ExtractiveDeps {
  models: ChatModel | null;
  /** What the model may do beside writing; default: nothing. */
  tools?: readonly AgentTool[];
  now: () => Date;
}

function endingOf(turn: AgentTurn, act: ToolAct): Ending {
  if (act.kind === "hand_off") return handOver(turn, "personWillAnswer", act.note);
  return { decision: "form", band: "sure", reply: act.reply, handoffReason: null, formId: act.formId };
}

async function write(
  models: ChatModel,
  turn: AgentTurn,
  tools: ModelTools | null,
  signal: AbortSignal,
): Promise<AgentTurn & { leftOutTools: boolean }> {
  const { accountName, question, history, summary = null, facts = {}, settings } = turn.request;
  const { language, passages } = turn;
  const input = { accountName, voice: settings, language, question, history, summary, facts, passages };
  const written = await models.draftAnswer({ ...input, ...(tools ? { tools } : {}) }, signal);
  const { draft, model, leftOutTools = false } = written;
  const usage = addUsage(turn.usage, written.usage);
  return { ...turn, draft, model, promptVersion: models.promptVersion, usage, leftOutTools };
}

/** The language of the best passage, where both it and that of the question are clear and differ. */
async function languageOfForeignSource({ questionLanguage, passages }: AgentTurn): Promise<string | undefined> {
  const source = passages[0] && (await detectLanguage(passages[0].text));
  if (questionLanguage === undefined || !source?.isReliable) return undefined;
  return source.language === questionLanguage ? undefined : source.language;
}

const foreignWords = ({ questionLanguage = "" }: AgentTurn, source: string): string =>
  `The documents answer this in ${languageNames([source], "en")}, and the question is in ${languageNames([questionLanguage], "en")}. Translating needs a language model.`;

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
