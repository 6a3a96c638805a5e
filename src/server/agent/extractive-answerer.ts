import { pickAnswer } from "@/domain/agent/extract-answer";
import { candidatesOf, scoreOf, signalsOf } from "@/domain/agent/extractive";
import type { Draft } from "@/domain/agent/turn";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { Passage } from "@/domain/knowledge/passage";
import { cosineOfUnitVectors } from "@/domain/knowledge/similarity";
import type { Logger } from "@/server/logger";

/** Embedding takes some 10 ms a sentence on a small machine: only the most promising ones by their words are worth it. */
const MAX_EMBEDDED_TEXTS = 24;

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
  const signalsBy = (cosineOf: (text: string) => number) =>
    signalsOf({
      question: input.question,
      candidates,
      passages: input.passages,
      analyzer: input.language === "en" ? "english" : "universal",
      cosineOf,
    });
  const byWords = signalsBy(() => 0).map(scoreOf);
  const promising = candidates
    .map((candidate, index) => ({ candidate, score: byWords[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .flatMap(({ candidate: { text, title } }) => (title === "" ? [text] : [text, title]));
  const cosines = await cosinesTo(deps, input, [...new Set(promising)].slice(0, MAX_EMBEDDED_TEXTS), signal);
  const signals = signalsBy((text) => cosines.get(text) ?? 0);
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
  try {
    const [asked, ...vectors] = await embedding.embed([question, ...texts], signal);
    return new Map(texts.map((text, index) => [text, cosineOfUnitVectors(asked!, vectors[index]!)]));
  } catch (error) {
    signal.throwIfAborted();
    // Words and trigrams alone still pick a sensible sentence.
    logger.warn({ err: error }, "sentences could not be embedded");
    return new Map();
  }
}
