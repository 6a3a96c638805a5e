import { APICallError, generateText, NoObjectGeneratedError, Output } from "ai";
import type { ZodType } from "zod";
import type { ModelTools, Usage } from "./chat-model";
import type { Prompt } from "./prompts";
import { toolOptions } from "./tools/offered-tools";

type Options = Parameters<typeof generateText>[0];
type Call = (prompt: Prompt, signal: AbortSignal) => Options;

/** What is asked for, and how it is found in a reply that isn't to the letter of it. */
interface Shape<Value> {
  schema: ZodType<Value>;
  find: (reply: string) => Value | undefined;
  /** Given when a tool ended the answer before there was one. */
  none?: Value;
}

/** How structured output is asked for, from the strictest to none; servers know some of them. */
const OUTPUT_MODES = ["schema", "json", "text"] as const;
interface Rung {
  mode: (typeof OUTPUT_MODES)[number];
  offersTools: boolean;
}
const PLAIN_RUNGS: readonly Rung[] = OUTPUT_MODES.map((mode) => ({ mode, offersTools: false }));
/** A server may know tools, but not together with a shape; or none at all. */
const TOOL_RUNGS: readonly Rung[] = [...OUTPUT_MODES.map((mode) => ({ mode, offersTools: true })), ...PLAIN_RUNGS];
/** What servers say to a `response_format` or to tools they don't know. */
const NOT_UNDERSTOOD = new Set([400, 404, 415, 422, 501]);

/** Tools to offer, and the prompt that tells of them. */
interface Offer {
  tools: ModelTools;
  prompt: Prompt;
}

interface Asked<Value> {
  value: Value;
  usage: Usage;
  /** Tools were to be offered, and the server took the question without them alone. */
  leftOutTools: boolean;
}

/** Asks in the strictest way the server has understood so far, and remembers it for the next question. */
export function createObjectAsker<Value>(call: Call, shape: Shape<Value>) {
  // Of the ways with and without tools, where to begin.
  const understood = { plain: 0, tools: 0 };
  return async (prompt: Prompt, signal: AbortSignal, offer?: Offer): Promise<Asked<Value>> => {
    const kind = offer ? "tools" : "plain";
    const rungs = offer ? TOOL_RUNGS : PLAIN_RUNGS;
    for (let index = understood[kind]; ; index++) {
      const { mode, offersTools } = rungs[index]!;
      const offered = offersTools ? offer : undefined;
      try {
        const options = {
          ...call(offered?.prompt ?? prompt, signal),
          ...(offered ? toolOptions(offered.tools) : {}),
        };
        const result = await askBy(mode, options, { ...shape, isOver: () => offered?.tools.isOver() ?? false });
        const leftOutTools = offer !== undefined && !offersTools;
        // Only what was answered tells: a question may be refused for what it is about. And that tools were refused once,
        // for those of one account or for this question, is no reason to offer none to anybody from now on.
        if (!leftOutTools) understood[kind] = index;
        return { ...result, leftOutTools };
      } catch (error) {
        const isRefused = APICallError.isInstance(error) && NOT_UNDERSTOOD.has(error.statusCode ?? 0);
        if (!isRefused || index >= rungs.length - 1) throw error;
      }
    }
  };
}

async function askBy<Value>(
  mode: Rung["mode"],
  options: Options,
  { schema, find, none, isOver }: Shape<Value> & { isOver: () => boolean },
): Promise<{ value: Value; usage: Usage }> {
  const found = (reply: string): Value => {
    const value = find(reply);
    if (value === undefined) throw new Error("The model's reply holds no answer in the agreed shape.");
    return value;
  };
  try {
    const result = await generateText({ ...options, ...outputOf(mode, schema) });
    const usage = usageOf(result.totalUsage);
    if (none !== undefined && isOver()) return { value: none, usage };
    return { value: mode === "schema" ? (result.output as Value) : found(result.text), usage };
  } catch (error) {
    // The server answered, but not to the letter of the schema: often it is there all the same.
    if (!NoObjectGeneratedError.isInstance(error)) throw error;
    return { value: found(error.text ?? ""), usage: usageOf(error.usage) };
  }
}

function outputOf<Value>(mode: Rung["mode"], schema: ZodType<Value>) {
  if (mode === "text") return {};
  return { output: mode === "schema" ? Output.object({ schema }) : Output.json() };
}

/** Servers that report no usage count as zero. */
export const usageOf = (
  usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined,
): Usage => ({
  inputTokens: usage?.inputTokens ?? 0,
  outputTokens: usage?.outputTokens ?? 0,
});
