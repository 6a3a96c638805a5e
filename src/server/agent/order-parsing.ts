import { z } from "zod";
import { looseIds } from "./draft-parsing";
import { objectsIn } from "./json-in-text";

/** What the model is asked for: ids of passages, from 1, the best first. */
export const orderSchema = z.object({ order: z.array(z.number().int()) });

/** The same, as servers without structured output tend to write it. */
const looseOrderSchema = z.object({ order: looseIds });

/** Finds an order in what a model wrote, which may be of nothing; undefined when there is none. */
export function findOrder(reply: string): z.infer<typeof orderSchema> | undefined {
  for (const candidate of objectsIn(reply)) {
    if (typeof candidate !== "object" || candidate === null || !("order" in candidate)) continue;
    const parsed = looseOrderSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}
