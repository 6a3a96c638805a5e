import { z } from "zod";
import { fieldNameSchema, fieldValueSchema } from "../../automation/rule";
import type { ContactFactName } from "./contact-facts";
import { REFERENCE_KINDS } from "./reference-number";

/** What is most often known of a customer, in the order in which people look for it. */
export const COMMON_FACTS: readonly ContactFactName[] = ["name", "email", "language", ...REFERENCE_KINDS];

/** What a person writes of a customer. */
export const knownFactSchema = z.object({
  name: fieldNameSchema,
  value: fieldValueSchema.pipe(z.string().min(1, "Write what it is.")),
});

/** The bot answers in the language that is wished, so that has to be one. */
export function checkFact({ name, value }: { name: string; value: string }, context: z.RefinementCtx): void {
  if (name === "language" && !/^[a-z]{2,3}$/.test(value))
    context.addIssue({ code: "custom", path: ["value"], message: "Choose a language." });
}
