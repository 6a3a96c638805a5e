import { z } from "zod";
import type { Draft } from "@/domain/agent/turn";
import { objectsIn } from "./json-in-text";

/** What the model is asked for. Citations are the passages' ids, from 1. */
export const draftSchema = z.object({
  action: z.enum(["answer", "clarify", "handoff", "smalltalk"]),
  sentences: z.array(z.object({ text: z.string(), citations: z.array(z.number().int()) })),
});
export type ModelDraft = z.infer<typeof draftSchema>;

/** What a model wrote that used a tool in place of writing. */
export const NO_DRAFT: ModelDraft = { action: "handoff", sentences: [] };

/** Ids of passages as models write them: numbers or strings such as "[1]", in a list or alone. */
export const looseIds = z
  .union([z.array(z.union([z.number(), z.string()])), z.number(), z.string()])
  .nullish()
  .transform((value) =>
    [value ?? []].flat().flatMap((id) => {
      const number = Number(String(id).replaceAll(/[^\d]/gu, ""));
      return Number.isInteger(number) && number > 0 ? [number] : [];
    }),
  );

/** The same, as servers without structured output tend to write it. */
const looseDraftSchema = z.object({
  action: z
    .string()
    .transform((action) => action.toLowerCase().replaceAll(/[^a-z]/gu, ""))
    .pipe(draftSchema.shape.action),
  sentences: z
    .array(
      z.union([
        z.string().transform((text) => ({ text, citations: [] as number[] })),
        z.object({ text: z.string(), citations: looseIds }),
      ]),
    )
    .nullish()
    .transform((sentences) => sentences ?? []),
});

/**
 * Finds a draft in what a model wrote: bare JSON, JSON in a code fence or between sentences, citations as "[1]" strings.
 * Undefined when there is none.
 */
export function findDraft(reply: string): ModelDraft | undefined {
  for (const candidate of objectsIn(reply)) {
    const parsed = looseDraftSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** Ids from 1 become indexes from 0; grounding refuses the ones that don't exist. */
export const toDraft = ({ action, sentences }: ModelDraft): Draft => ({
  action,
  sentences: sentences.map(({ text, citations }) => ({ text, citations: citations.map((id) => id - 1) })),
});
