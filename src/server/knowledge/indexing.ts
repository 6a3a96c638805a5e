import { setImmediate } from "node:timers/promises";
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from "@/domain/knowledge/embedding";
import { packVectors } from "@/domain/knowledge/packed-vectors";
import { splitSentences } from "@/domain/knowledge/sentences";
import { analyzerOf, type ChunkLanguage, countOccurrences, termsOf, trigramsOf } from "@/domain/knowledge/terms";
import type { Chunk } from "./chunking";
import { contextOf, scoredText } from "./scored-text";
import { createLanguageDetector } from "./text-language";

/** A chunk with all that search needs to know about it. */
export interface IndexedChunk extends Chunk {
  /** Order within the document, from 0. */
  position: number;
  language: ChunkLanguage;
  /** Index terms with their frequencies, as storedTerm writes them. */
  terms: ReadonlyMap<string, number>;
  termCount: number;
  /** The distinct ones. */
  trigrams: ReadonlySet<string>;
  trigramCount: number;
  embeddingModel: string;
  /** Zeros when the model does not know the language: such a vector is near to nothing. */
  embedding: Float32Array;
  sentenceEmbeddings: Uint8Array;
}

/** Chunks embedded between two reports of progress. */
const GROUP_SIZE = 16;
/** A chunk of 256 tokens has about ten; one with many more is a list. */
const MAX_SENTENCES = 48;

/** In the shared vocabulary, English stems and prefixes of other languages must not be taken for each other. */
export const storedTerm = (term: string, language: ChunkLanguage): string => (language === "en" ? term : `~${term}`);

export const knowsLanguage = ({ languages }: EmbeddingModel, language: ChunkLanguage): boolean =>
  languages === "any" || (language !== "und" && languages.includes(language));

/** Terms, trigrams and vectors of a document's chunks, in order. */
export async function indexChunks(
  document: { name: string; chunks: readonly Chunk[] },
  options: {
    embedding: EmbeddingModel;
    signal?: AbortSignal | undefined;
    onProgress?: (done: number, total: number) => Promise<void>;
  },
): Promise<IndexedChunk[]> {
  const { chunks, name } = document;
  const languageOf = await createLanguageDetector(chunks.map(({ text }) => text));
  const embed = createCachedEmbedder(options.embedding, options.signal);
  const indexed: IndexedChunk[] = [];
  for (let start = 0; start < chunks.length; start += GROUP_SIZE) {
    options.signal?.throwIfAborted();
    const group = chunks.slice(start, start + GROUP_SIZE).map((chunk, offset) => ({
      ...lexicalPart({ ...chunk, name }, languageOf(chunk.text)),
      position: start + offset,
    }));
    indexed.push(...(await embedGroup(group, name, options.embedding, embed)));
    await options.onProgress?.(indexed.length, chunks.length);
    await setImmediate();
  }
  return indexed;
}

type LexicalPart = Omit<IndexedChunk, "position" | "embeddingModel" | "embedding" | "sentenceEmbeddings">;

function lexicalPart({ name, ...chunk }: Chunk & { name: string }, language: ChunkLanguage): LexicalPart {
  const text = scoredText({ ...chunk, name });
  const terms = termsOf(text, analyzerOf(language)).map((term) => storedTerm(term, language));
  const trigrams = trigramsOf(text);
  return {
    ...chunk,
    language,
    terms: countOccurrences(terms),
    termCount: terms.length,
    trigrams: new Set(trigrams),
    trigramCount: trigrams.length,
  };
}

type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

async function embedGroup(
  group: readonly (LexicalPart & { position: number })[],
  name: string,
  model: EmbeddingModel,
  embed: Embed,
): Promise<IndexedChunk[]> {
  const texts = group.map((chunk) =>
    knowsLanguage(model, chunk.language) ? [scoredText({ ...chunk, name }), ...sentencesOf(chunk, name)] : [],
  );
  const vectors = await embed(texts.flat());
  let next = 0;
  return group.map((chunk, index) => {
    const own = vectors.slice(next, next + (texts[index]?.length ?? 0));
    next += own.length;
    const [embedding = new Float32Array(EMBEDDING_DIMENSIONS), ...sentences] = own;
    return { ...chunk, embeddingModel: model.id, embedding, sentenceEmbeddings: packVectors(sentences) };
  });
}

/** The heading counts as a sentence: a question in a FAQ is the best match of a customer's question. */
export function sentencesOf({ heading, text }: { heading: string; text: string }, name: string): string[] {
  const title = heading.split(" › ").at(-1) || contextOf({ name, heading });
  return [title, ...splitSentences(text)].filter((sentence) => /\p{L}/u.test(sentence)).slice(0, MAX_SENTENCES);
}

/** Overlapping chunks share sentences and neighbours share headings: each text is embedded once. */
function createCachedEmbedder(model: EmbeddingModel, signal: AbortSignal | undefined): Embed {
  let known = new Map<string, Float32Array>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors = missing.length > 0 ? await model.embed(missing, signal) : [];
    const all = new Map(known);
    missing.forEach((text, index) => {
      all.set(text, vectors[index] as Float32Array);
    });
    // Only what this group used may come again: overlaps and headings.
    known = new Map(texts.map((text) => [text, all.get(text) as Float32Array]));
    return texts.map((text) => all.get(text) as Float32Array);
  };
}
