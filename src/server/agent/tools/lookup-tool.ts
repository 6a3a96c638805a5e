import { z } from "zod";
import { readLookupAnswer } from "@/domain/agent/tools/lookup-answer";
import type { Lookup } from "@/domain/agent/tools/tool-settings";
import { AppError } from "@/server/errors";
import { type AgentTool, asAgentTool } from "./agent-tool";

const MAX_INPUT = 200;
const ONLY_ORDERS = "It said nothing but orders to a model, which were left out.";
const SAID_NOTHING = "It said nothing.";

/** Asks another system of the business. `body` undefined: it gave no answer. */
export type AskSystem = (
  lookup: { name: string; url: string; input: Readonly<Record<string, string>> },
  signal: AbortSignal,
) => Promise<{ status: number | undefined; body: string | undefined }>;

/** Asks another system what it knows, and gives its answer to the model as data. */
export const lookupTool = ({ name, description, url, inputs }: Lookup, ask: AskSystem): AgentTool =>
  asAgentTool({
    name,
    label: labelOf(name),
    description: `${description}\nUse only what the customer wrote; never make a value up.`,
    inputs: z.object(
      Object.fromEntries(
        inputs.map((input) => [input.name, z.string().trim().min(1).max(MAX_INPUT).describe(input.description)]),
      ),
    ),
    async run(input, signal) {
      const { status, body } = await ask({ name, url, input }, signal);
      if (status === 404) return { kind: "nothing", why: "It knows nothing of this." };
      if (status === undefined || status < 200 || status > 299)
        throw new AppError("upstream_unavailable", status ? `It answered with ${status}.` : "It didn't answer.");
      const { text, hasOrders } = readLookupAnswer(body ?? "");
      if (text !== "") return { kind: "found", text };
      return { kind: "nothing", why: hasOrders ? ONLY_ORDERS : SAID_NOTHING };
    },
  });

/** `order_status` as "Order status". */
const labelOf = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
