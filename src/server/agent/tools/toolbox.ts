import type { ToolAct, ToolUse } from "@/domain/agent/turn";
import type { Passage } from "@/domain/knowledge/passage";
import type { Logger } from "@/server/logger";
import type { ModelTools } from "../chat-model";
import type { AgentTool, ToolOutcome } from "./agent-tool";

/** Of one turn, all models together. */
const MAX_USES = 6;
/** One use of one tool; a customer waits. */
const USE_TIMEOUT_MS = 5_000;
const DID_NOT_WORK = "It didn't work; the answer was written without it.";

export interface Toolbox extends ModelTools {
  /** What was found, in the order of its ids, which go on from those of the turn's passages. */
  passages(): readonly Passage[];
  uses(): readonly ToolUse[];
  /** What is to happen in place of an answer; the first of them counts. */
  act(): ToolAct | null;
}

/**
 * The tools of one turn. It remembers what they said, so that a model that asks again, or another one that is asked when
 * the first fails, gets the same answer without a second call.
 */
export function createToolbox(
  tools: readonly AgentTool[],
  { passagesBefore, logger, now }: { passagesBefore: number; logger: Logger; now: () => Date },
): Toolbox {
  const known = new Map<string, Promise<object>>();
  const passages: Passage[] = [];
  const uses: ToolUse[] = [];
  let act: ToolAct | null = null;

  /** As the model reads it. */
  function replyTo(tool: AgentTool, outcome: ToolOutcome): object {
    if (outcome.kind === "nothing") return { nothing: outcome.why };
    if (outcome.kind === "act") {
      act ??= outcome.act;
      return { done: true };
    }
    passages.push(passageOf(tool, outcome, passages.length));
    return { id: passagesBefore + passages.length, source: tool.label, text: outcome.text };
  }

  async function use(tool: AgentTool, input: unknown, signal: AbortSignal): Promise<object> {
    const startedAt = now().getTime();
    const written = (outcome: ToolUse["outcome"], note: string) =>
      uses.push({ name: tool.name, label: tool.label, input, outcome, note, ms: now().getTime() - startedAt });
    try {
      const outcome = await within(USE_TIMEOUT_MS, signal, (limited) => tool.run(input, limited));
      written(outcome.kind === "act" ? "acted" : outcome.kind, noteOf(outcome));
      return replyTo(tool, outcome);
    } catch (error) {
      signal.throwIfAborted();
      logger.warn({ err: error, tool: tool.name }, "a tool failed");
      written("failed", DID_NOT_WORK);
      return { nothing: "The tool doesn't work just now." };
    }
  }

  return {
    list: tools,
    async call(name, input, signal) {
      const tool = tools.find((one) => one.name === name);
      if (!tool) return { nothing: "There is no such tool." };
      const key = `${name} ${JSON.stringify(input)}`;
      const earlier = known.get(key);
      if (earlier !== undefined) return earlier;
      if (known.size >= MAX_USES) return { nothing: "No more tools can be used for this message." };
      const reply = use(tool, input, signal);
      known.set(key, reply);
      // What was stopped said nothing.
      reply.catch(() => known.delete(key));
      return reply;
    },
    isOver: () => act !== null,
    passages: () => passages,
    uses: () => uses,
    act: () => act,
  };
}

/** Rejects in time even when the work doesn't listen to its signal. */
async function within<Result>(
  ms: number,
  caller: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(ms)]);
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work(signal).then(resolve, reject);
  });
}

const noteOf = (outcome: ToolOutcome): string => {
  if (outcome.kind === "found") return outcome.text;
  return outcome.kind === "nothing" ? outcome.why : outcome.act.note;
};

const NO_SIGNALS = { bm25: 0, trigram: 0, passageCosine: 0, sentenceCosine: 0, coverage: 0 };

const passageOf = (
  { name, label }: AgentTool,
  { text, isFromCustomer }: Extract<ToolOutcome, { kind: "found" }>,
  index: number,
): Passage => ({
  chunkId: `tool:${name}:${index}`,
  documentId: "",
  documentName: label,
  page: null,
  heading: "",
  text,
  score: 0,
  signals: NO_SIGNALS,
  isFromTool: true,
  ...(isFromCustomer ? { isFromCustomer } : {}),
});
