import { type AnswerResult, citedPassages } from "@/domain/agent/turn";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Logger } from "@/server/logger";
import type { AgentStep, AgentTurn, AnswerRequest, Ending } from "./agent-step";
import type { ChatModel, Usage } from "./chat-model";
import { handOver } from "./endings";
import { draftAnswer } from "./steps/answer";
import { checkOutgoing } from "./steps/check-outgoing";
import { courtesy } from "./steps/courtesy";
import { ground } from "./steps/ground";
import { composeReply } from "./steps/reply";
import { NOT_RERANKED, rerankPassages } from "./steps/rerank";
import { type Retrieve, retrievePassages } from "./steps/retrieve";
import { keepOffTopics } from "./steps/topics";
import { translate } from "./steps/translate";
import { understand } from "./steps/understand";
import type { ToolsFor } from "./tools/account-tools";
import type { AgentTool } from "./tools/agent-tool";

export interface AgentDeps {
  retrieve: Retrieve;
  /** The languages (ISO 639-1) of an account's documents, the most frequent first; none when nobody knows. */
  knowledgeLanguages: (accountId: string) => Promise<readonly string[]>;
  embedding: EmbeddingModel;
  /** Null without a key: answers are picked from the documents. */
  models: ChatModel | null;
  /** Which of them answers a request, and what that takes; default: `models`, as long as the account wants one. */
  choice?: ModelChoice;
  /** What the model may do beside writing; default: nothing. */
  toolsFor?: ToolsFor;
  logger: Logger;
  /** For the times in the trace. */
  now: () => Date;
  /** How long a turn waits for models, all calls together; default PATIENCE_MS. */
  patienceMs?: number;
}

/** The models that an account's settings ask for, within what they allow. */
export interface ModelChoice {
  /** `models` null: answers are picked. `note`: for people, when that is not what the settings ask for. */
  choose(request: Pick<AnswerRequest, "accountId" | "settings">): Promise<{ models: ChatModel | null; note?: string }>;
  /** Told of what every answer took. */
  record(accountId: string, usage: Usage): Promise<void>;
}

const fixedChoice = (models: ChatModel | null): ModelChoice => ({
  choose: async ({ settings }) => ({ models: settings.usesModel === false ? null : models }),
  record: async () => undefined,
});

/** With the time that searching takes before and after, a customer has a reply within half a minute. */
const PATIENCE_MS = 20_000;

export interface Agent {
  /**
   * Answers one question from an account's documents. Failures of models and of retrieval become a handover with a
   * reply; it rejects only when `signal` is aborted.
   */
  answer(request: AnswerRequest, signal: AbortSignal): Promise<AnswerResult>;
}

/** The agent: its steps in order. The gate stands before it, because it needs the conversation's rows. */
export function createAgent({ choice, toolsFor = async () => [], ...deps }: AgentDeps): Agent {
  const { choose, record } = choice ?? fixedChoice(deps.models);
  return {
    async answer(request, signal) {
      const { models, note } = await choose(request);
      const tools = models ? await orNone(toolsFor(request), deps.logger) : [];
      const result = await runSteps(stepsWith({ ...deps, models, tools }), { ...deps, tools }, request, signal);
      if (note) result.trace.steps.unshift({ name: "models", ms: 0, note });
      if (result.trace.usage) await record(request.accountId, result.trace.usage);
      return result;
    },
  };
}

/** An answer without tools is better than none. */
const orNone = (tools: ReturnType<ToolsFor>, logger: Logger): ReturnType<ToolsFor> =>
  tools.catch((error: unknown) => {
    logger.error({ err: error }, "the tools of an account could not be read; answered without them");
    return [];
  });

interface StepDeps extends AgentDeps {
  tools: readonly AgentTool[];
}

const stepsWith = (deps: StepDeps): readonly AgentStep[] => [
  courtesy(deps),
  understand(deps),
  keepOffTopics(),
  translate(deps),
  retrievePassages(deps),
  ...(deps.models ? [rerankPassages({ ...deps, models: deps.models })] : []),
  draftAnswer(deps),
  ground(),
  composeReply(),
  checkOutgoing(),
];

const newTurn = (request: AnswerRequest, hasTools: boolean, patienceMs = PATIENCE_MS): AgentTurn => ({
  request,
  language: "en",
  questionLanguage: undefined,
  question: request.question,
  otherReading: null,
  translation: null,
  passages: [],
  candidates: [],
  score: null,
  draft: null,
  sentences: [],
  dropped: [],
  outgoing: null,
  patience: AbortSignal.timeout(patienceMs),
  model: NO_MODEL,
  promptVersion: "none",
  usage: null,
  hasTools,
  toolUses: [],
});

/** Runs the steps until one ends the turn, and times each of them. */
export async function runSteps(
  steps: readonly AgentStep[],
  {
    logger,
    now,
    patienceMs,
    tools = [],
  }: Pick<AgentDeps, "logger" | "now" | "patienceMs"> & Partial<Pick<StepDeps, "tools">>,
  request: AnswerRequest,
  signal: AbortSignal,
): Promise<AnswerResult> {
  const times: AnswerResult["trace"]["steps"] = [];
  let turn = newTurn(request, tools.length > 0, patienceMs);
  for (const step of steps) {
    signal.throwIfAborted();
    const started = now().getTime();
    const time = (note?: string) =>
      times.push({ name: step.name, ms: now().getTime() - started, ...(note ? { note } : {}) });
    try {
      const result = await step.run(turn, signal);
      turn = result.turn;
      time(result.note);
      if (result.ending) return resultOf(turn, result.ending, times);
    } catch (error) {
      signal.throwIfAborted();
      logger.error({ err: error, accountId: request.accountId, step: step.name }, "a step of the agent failed");
      time(FAILED);
      return resultOf(turn, handOver(turn, "trouble", TROUBLE), times);
    }
  }
  return resultOf(turn, handOver(turn, "dontKnow", "No step answered."), times);
}

const FAILED = "failed";
/** Of a turn that needed none. */
const NO_MODEL = "none";

/**
 * True when the answer is not what the bot would give on a good day: a step failed, another model than the one that is
 * meant to answer (null: none is) wrote it, sentences were picked in its place, or passages stayed unordered.
 */
export const wentWrong = (
  { steps, model }: AnswerResult["trace"],
  { answerModel }: { answerModel: string | null },
): boolean =>
  steps.some(({ note }) => note === FAILED || note === NOT_RERANKED) ||
  (answerModel !== null && model !== NO_MODEL && model !== answerModel);

/** At which step is in the trace. */
const TROUBLE = "Answering failed on our side. A person should answer this one.";

function resultOf(turn: AgentTurn, ending: Ending, steps: AnswerResult["trace"]["steps"]): AnswerResult {
  return {
    ...ending,
    language: turn.language,
    score: turn.score,
    // In order of first use, which for one sentence is its best source first.
    citations: ending.decision === "answer" ? citedPassages(turn) : [],
    trace: {
      understoodQuestion: turn.question,
      passages: [...turn.passages],
      sentences: ending.decision === "answer" || ending.decision === "clarify" ? [...turn.sentences] : [],
      dropped: [...turn.dropped],
      model: turn.model,
      promptVersion: turn.promptVersion,
      usage: turn.usage,
      steps,
      ...(turn.toolUses.length > 0 ? { tools: [...turn.toolUses] } : {}),
    },
  };
}
