import { z } from "zod";
import { PROVIDER_KINDS } from "./model-provider-presets";

const modelName = z
  .string()
  .trim()
  .max(100, "Use at most 100 characters.")
  .regex(/^[\w.:/@-]*$/u, "Write the model's name as its provider does, such as gpt-4.1-mini.");

/** A provider of an account's own, as it is typed. */
export const providerInputSchema = z
  .object({
    kind: z.enum(PROVIDER_KINDS),
    /** Of `custom` alone; presets have theirs. */
    baseUrl: z.string().trim().max(2_000, "Use at most 2,000 characters.").default(""),
    /** Empty: the one that is stored, as long as the address stays the same. */
    key: z
      .string()
      .trim()
      .max(500, "A key has at most 500 characters.")
      .regex(/^[\x21-\x7e]*$/u, "A key has no spaces and no letters with accents. Copy it again.")
      .default(""),
    /** Asked unless the AI settings name another one. */
    model: modelName.min(1, "Name the model that answers."),
    /** At the same provider, asked when the other one fails; empty: none. */
    fallbackModel: modelName.default(""),
  })
  .superRefine(({ kind, baseUrl }, context) => {
    if (kind === "custom" && baseUrl === "")
      context.addIssue({ code: "custom", path: ["baseUrl"], message: "Write the address of the server." });
  });
export type ProviderInput = z.infer<typeof providerInputSchema>;

/** Shorter keys would be told by their end. */
const MIN_LENGTH_TO_SHOW = 12;

/** What is shown of a key, so that people can tell which one it is; empty when it is too short for that. */
export const keyEnding = (key: string): string => (key.length < MIN_LENGTH_TO_SHOW ? "" : key.slice(-4));
