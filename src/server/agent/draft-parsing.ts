import { z } from "zod";
import type { Draft } from "@/domain/agent/turn";

/** What the model is asked for. Citations are the passages' ids, from 1. */
export const draftSchema = z.object({
  action: z.enum(["answer", "clarify", "handoff", "smalltalk"]),
  sentences: z.array(z.object({ text: z.string(), citations: z.array(z.number().int()) })),
});
export type ModelDraft = z.infer<typeof draftSchema>;

const looseCitations = z
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
        z.object({ text: z.string(), citations: looseCitations }),
      ]),
    )
    .nullish()
    .transform((sentences) => sentences ?? []),
});

/** Every `{…}` of a text that is balanced outside of strings, outermost ones first to last. */
function* jsonObjectsIn(text: string): Generator<string> {
  for (let start = text.indexOf("{"); start !== -1; start = text.indexOf("{", start + 1)) {
    let depth = 0;
    let inString = false;
    for (let at = start; at < text.length; at++) {
      const character = text[at];
      if (inString) {
        if (character === "\\") at++;
        else if (character === '"') inString = false;
      } else if (character === '"') inString = true;
      else if (character === "{") depth++;
      else if (character === "}" && --depth === 0) {
        yield text.slice(start, at + 1);
        start = at;
        break;
      }
    }
    // Not closed: nothing after it can be outside of it.
    if (depth > 0) return;
  }
}

/** Longest reply that is searched for JSON: a runaway reply must not keep the process busy. */
const MAX_REPLY_CHARACTERS = 50_000;

/**
 * Finds a draft in what a model wrote: bare JSON, JSON in a code fence or between sentences, citations as "[1]" strings.
 * Undefined when there is none.
 */
export function findDraft(reply: string): ModelDraft | undefined {
  for (const candidate of jsonObjectsIn(reply.slice(0, MAX_REPLY_CHARACTERS))) {
    const parsed = looseDraftSchema.safeParse(parseJson(candidate));
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ids from 1 become indexes from 0; grounding refuses the ones that don't exist. */
export const toDraft = ({ action, sentences }: ModelDraft): Draft => ({
  action,
  sentences: sentences.map(({ text, citations }) => ({ text, citations: citations.map((id) => id - 1) })),
});
