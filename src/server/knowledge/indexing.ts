import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from "@/domain/knowledge/embedding";
import { packVectors } from "@/domain/knowledge/packed-vectors";
import { splitSentences } from "@/domain/knowledge/sentences";
import { analyzerOf, type ChunkLanguage, countOccurrences, termsOf, trigramsOf } from "@/domain/knowledge/terms";
import type { Chunk } from "./chunking";
import { contextOf, scoredText } from "./scored-text";
import { createLanguageDetector } from "./text-language";
import { createTurns } from "./turns";

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

/**
 * Terms, trigrams and vectors of a document's chunks, in order. While the model works on some of them the next are
 * prepared and handed to it, so that it never waits.
 */
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
  const turn = createTurns();
  const indexed: IndexedChunk[] = [];
  const take = async (group: Promise<IndexedChunk[]>) => {
    indexed.push(...(await group));
    await options.onProgress?.(indexed.length, chunks.length);
  };
  let before: Promise<IndexedChunk[]> | undefined;
  for (let start = 0; start < chunks.length; start += GROUP_SIZE) {
    options.signal?.throwIfAborted();
    const prepared: PreparedChunk[] = [];
    for (const [offset, chunk] of chunks.slice(start, start + GROUP_SIZE).entries()) {
      prepared.push(prepare({ ...chunk, name, position: start + offset }, languageOf(chunk.text), options.embedding));
      await turn();
    }
    const group = embedGroup(prepared, options.embedding, embed);
    // One that fails while the group before is waited for is heard of in its turn, or never, when that fails as well.
    group.catch(() => undefined);
    if (before) await take(before);
    before = group;
  }
  if (before) await take(before);
  return indexed;
}

/** Vectors alone, for chunks whose words have been counted already; in their order. */
export async function embedChunks(
  chunks: readonly { name: string; heading: string; text: string; language: ChunkLanguage }[],
  model: EmbeddingModel,
  signal: AbortSignal,
): Promise<ChunkVectors[]> {
  const embed = createCachedEmbedder(model, signal);
  const embedded: ChunkVectors[] = [];
  for (let start = 0; start < chunks.length; start += GROUP_SIZE) {
    signal.throwIfAborted();
    const texts = chunks.slice(start, start + GROUP_SIZE).map((chunk) => textsToEmbed(chunk, model));
    embedded.push(...(await vectorsOf(texts, embed)));
  }
  return embedded;
}

type ChunkVectors = Pick<IndexedChunk, "embedding" | "sentenceEmbeddings">;

/** The chunk itself, then its sentences; none when the model does not know the language. */
const textsToEmbed = (
  chunk: { name: string; heading: string; text: string; language: ChunkLanguage },
  model: EmbeddingModel,
): string[] => (knowsLanguage(model, chunk.language) ? [scoredText(chunk), ...sentencesOf(chunk, chunk.name)] : []);

interface PreparedChunk {
  chunk: Omit<IndexedChunk, "embeddingModel" | "embedding" | "sentenceEmbeddings">;
  /** See textsToEmbed. */
  texts: string[];
}

function prepare(
  { name, ...chunk }: Chunk & { name: string; position: number },
  language: ChunkLanguage,
  model: EmbeddingModel,
): PreparedChunk {
  const text = scoredText({ ...chunk, name });
  const terms = termsOf(text, analyzerOf(language)).map((term) => storedTerm(term, language));
  const trigrams = trigramsOf(text);
  return {
    chunk: {
      ...chunk,
      language,
      terms: countOccurrences(terms),
      termCount: terms.length,
      trigrams: new Set(trigrams),
      trigramCount: trigrams.length,
    },
    texts: textsToEmbed({ ...chunk, name, language }, model),
  };
}

type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

async function embedGroup(
  group: readonly PreparedChunk[],
  model: EmbeddingModel,
  embed: Embed,
): Promise<IndexedChunk[]> {
  const vectors = await vectorsOf(
    group.map(({ texts }) => texts),
    embed,
  );
  return group.map(({ chunk }, index) => ({ ...chunk, embeddingModel: model.id, ...(vectors[index] ?? NO_VECTORS) }));
}

const NO_VECTORS: ChunkVectors = {
  embedding: new Float32Array(EMBEDDING_DIMENSIONS),
  sentenceEmbeddings: new Uint8Array(),
};

/** Of several chunks' texts, in one question to the model. */
async function vectorsOf(texts: readonly string[][], embed: Embed): Promise<ChunkVectors[]> {
  const vectors = await embed(texts.flat());
  let next = 0;
  return texts.map(({ length }) => {
    const [embedding = new Float32Array(EMBEDDING_DIMENSIONS), ...sentences] = vectors.slice(next, next + length);
    next += length;
    return { embedding, sentenceEmbeddings: packVectors(sentences) };
  });
}

/** The heading counts as a sentence: a question in a FAQ is the best match of a customer's question. */
export function sentencesOf({ heading, text }: { heading: string; text: string }, name: string): string[] {
  const title = heading.split(" › ").at(-1) || contextOf({ name, heading });
  return [title, ...splitSentences(text)].filter((sentence) => /\p{L}/u.test(sentence)).slice(0, MAX_SENTENCES);
}

/** Overlapping chunks share sentences and neighbours share headings: each text is embedded once. */
function createCachedEmbedder(model: EmbeddingModel, signal: AbortSignal | undefined): Embed {
  interface Requested {
    vectors: Promise<Float32Array[]>;
    index: number;
  }
  const vectorOf = async ({ vectors, index }: Requested) => (await vectors)[index] as Float32Array;
  let known = new Map<string, Requested>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors = missing.length > 0 ? model.embed(missing, signal) : Promise.resolve([]);
    const all = new Map(known);
    for (const [index, text] of missing.entries()) all.set(text, { vectors, index });
    // Only what this group used may come again: overlaps and headings.
    known = new Map(texts.map((text) => [text, all.get(text) as Requested]));
    return Promise.all(texts.map((text) => vectorOf(all.get(text) as Requested)));
  };
}
