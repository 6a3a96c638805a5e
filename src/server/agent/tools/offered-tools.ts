import { isStepCount, tool } from "ai";
import type { ModelTools } from "../chat-model";

/** Times that a model may ask for tools before it has to write. */
const MAX_ROUNDS = 3;

/** Tools as the AI SDK takes them: a few rounds, then the model has to write; a tool that ends the answer ends it at once. */
export const toolOptions = (tools: ModelTools) => ({
  tools: Object.fromEntries(
    tools.list.map(({ name, description, inputs }) => [
      name,
      tool({
        description,
        inputSchema: inputs,
        execute: (input: unknown, { abortSignal = new AbortController().signal }) =>
          tools.call(name, input, abortSignal),
      }),
    ]),
  ),
  stopWhen: [isStepCount(MAX_ROUNDS + 1), tools.isOver],
  prepareStep: ({ stepNumber }: { stepNumber: number }) =>
    stepNumber < MAX_ROUNDS ? {} : { toolChoice: "none" as const },
});
