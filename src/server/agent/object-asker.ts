import { APICallError, generateText, NoObjectGeneratedError, Output } from "ai";
import type { ZodType } from "zod";
import type { Usage } from "./chat-model";
import type { Prompt } from "./prompts";

type Call = (prompt: Prompt, signal: AbortSignal) => Parameters<typeof generateText>[0];

/** What is asked for, and how it is found in a reply that isn't to the letter of it. */
interface Shape<Value> {
  schema: ZodType<Value>;
  find: (reply: string) => Value | undefined;
}

/** How structured output is asked for, from the strictest to none; servers know some of them. */
const OUTPUT_MODES = ["schema", "json", "text"] as const;
/** What servers say to a `response_format` they don't know. */
const NOT_UNDERSTOOD = new Set([400, 404, 415, 422, 501]);

/** Asks in the strictest way the server has understood so far, and remembers it for the next question. */
export function createObjectAsker<Value>(call: Call, shape: Shape<Value>) {
  let modeIndex = 0;
  return async (prompt: Prompt, signal: AbortSignal): Promise<{ value: Value; usage: Usage }> => {
    for (;;) {
      const mode = OUTPUT_MODES[modeIndex] ?? "text";
      try {
        return await askBy(mode, call(prompt, signal), shape);
      } catch (error) {
        const isRefused = APICallError.isInstance(error) && NOT_UNDERSTOOD.has(error.statusCode ?? 0);
        if (!isRefused || modeIndex >= OUTPUT_MODES.length - 1) throw error;
        modeIndex++;
      }
    }
  };
}

async function askBy<Value>(
  mode: (typeof OUTPUT_MODES)[number],
  options: Parameters<typeof generateText>[0],
  { schema, find }: Shape<Value>,
): Promise<{ value: Value; usage: Usage }> {
  const found = (reply: string): Value => {
    const value = find(reply);
    if (value === undefined) throw new Error("The model's reply holds no answer in the agreed shape.");
    return value;
  };
  if (mode === "schema") {
    try {
      const { output, totalUsage } = await generateText({ ...options, output: Output.object({ schema }) });
      return { value: output, usage: usageOf(totalUsage) };
    } catch (error) {
      // The server answered, but not to the letter of the schema: often it is there all the same.
      if (!NoObjectGeneratedError.isInstance(error)) throw error;
      return { value: found(error.text ?? ""), usage: usageOf(error.usage) };
    }
  }
  const { text, totalUsage } = await generateText(
    mode === "json" ? { ...options, output: Output.json() } : options,
  ).catch((error: unknown) => {
    if (!NoObjectGeneratedError.isInstance(error)) throw error;
    return { text: error.text ?? "", totalUsage: error.usage };
  });
  return { value: found(text), usage: usageOf(totalUsage) };
}

/** Servers that report no usage count as zero. */
export const usageOf = (
  usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined,
): Usage => ({
  inputTokens: usage?.inputTokens ?? 0,
  outputTokens: usage?.outputTokens ?? 0,
});
