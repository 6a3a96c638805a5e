import { pickAnswer } from "@/domain/agent/extract-answer";
import { candidatesOf, signalsOf } from "@/domain/agent/extractive";
import type { Draft } from "@/domain/agent/turn";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage } from "@/domain/knowledge/passage";
import { cosineOfUnitVectors } from "@/domain/knowledge/similarity";
import type { Logger } from "@/server/logger";

/** More sentences than this cost seconds to embed on a small machine; passages rarely hold half as many. */
const MAX_EMBEDDED_TEXTS = 80;

export interface ExtractiveDeps {
  embedding: EmbeddingModel;
  logger: Logger;
}

/** Answers in the documents' own words: picks the sentences of the passages that fit the question best. */
export async function extractDraft(
  deps: ExtractiveDeps,
  input: { question: string; language: string; passages: readonly Passage[] },
  signal: AbortSignal,
): Promise<Draft> {
  const candidates = candidatesOf(input.passages);
  const texts = [...new Set(candidates.flatMap(({ text, title }) => (title === "" ? [text] : [text, title])))];
  const cosines = await cosinesTo(deps, input, texts, signal);
  const signals = signalsOf({
    question: input.question,
    candidates,
    passages: input.passages,
    analyzer: input.language === "en" ? "english" : "universal",
    cosineOf: (text) => cosines.get(text) ?? 0,
  });
  const sentences = pickAnswer(input.question, candidates, signals);
  return { action: sentences.length > 0 ? "answer" : "handoff", sentences };
}

/** Cosine of each text to the question; empty where the model does not know the language or fails. */
async function cosinesTo(
  { embedding, logger }: ExtractiveDeps,
  { question, language }: { question: string; language: string },
  texts: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  if (embedding.languages !== "any" && !embedding.languages.includes(language)) return new Map();
  const embedded = texts.slice(0, MAX_EMBEDDED_TEXTS);
  try {
    const [asked, ...vectors] = await embedding.embed([question, ...embedded], signal);
    return new Map(embedded.map((text, index) => [text, cosineOfUnitVectors(asked!, vectors[index]!)]));
  } catch (error) {
    signal.throwIfAborted();
    // Words and trigrams alone still pick a sensible sentence.
    logger.warn({ err: error }, "sentences could not be embedded");
    return new Map();
  }
}
