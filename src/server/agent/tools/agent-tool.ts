import type { ZodType } from "zod";
import type { ToolAct } from "@/domain/agent/turn";

/** What using a tool came to. */
export type ToolOutcome =
  /** Text that an answer may state and cite, as it does passages. `isFromCustomer`: who said it of themselves. */
  | { kind: "found"; text: string; isFromCustomer?: true }
  /** For the model and for people: why there is nothing. */
  | { kind: "nothing"; why: string }
  /** The answer ends here, and this happens in its place. */
  | { kind: "act"; act: ToolAct };

/** Something that a model may do while it answers one question. */
export interface AgentTool<Input = unknown> {
  /** As the model calls it: letters, digits and `_`. */
  readonly name: string;
  /** As people know it; names what it finds as a source. */
  readonly label: string;
  /** For the model: what it does, and when to use it. */
  readonly description: string;
  /** What the model has to give; checked before `run`. */
  readonly inputs: ZodType<Input>;
  /** Must change nothing: it may run twice. Throws when it can't say, which the model is told and goes on. */
  run(input: Input, signal: AbortSignal): Promise<ToolOutcome>;
}

/** A tool with the type of its inputs left behind, to stand among others. */
export const asAgentTool = <Input>(tool: AgentTool<Input>): AgentTool => ({
  ...tool,
  run: (input, signal) => tool.run(tool.inputs.parse(input), signal),
});
