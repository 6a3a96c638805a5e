import { splitSentences } from "../sentences";
import { termsOf, wordsOf } from "../terms";
import { type ExaminedPassage, type Quote, quoteOf } from "./examined-passage";

export interface Duplicate {
  /** The smaller document of the pair first. */
  documentIds: readonly [string, string];
  /** Share of the smaller document that stands in the other too, 0..1. */
  share: number;
  /** One sentence that both have, as an example. */
  quotes: readonly [Quote, Quote];
}

export interface DuplicateOptions {
  /** Least share of the smaller document; default 0.6. */
  minShare?: number;
  /** The greatest shares first; default 20. */
  limit?: number;
}

const SHINGLE_TERMS = 5;
/** One shingle in this many is kept, chosen by its own hash: the same ones in every document. */
const SAMPLING = 4;
/** Fewer sampled shingles are a paragraph or two, which may well stand in two documents. */
const MIN_SHINGLES = 10;
/** What stands in more documents is a footer or a form of words. */
const MAX_DOCUMENTS = 12;
/** An example has to say something. */
const MIN_EXAMPLE_LENGTH = 30;

/** 32-bit FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Sampled hashes of five terms in a row. Few texts have none: those of fewer words. */
export function shinglesOf(text: string): Set<number> {
  const terms = termsOf(text, "universal");
  const shingles = new Set<number>();
  for (let start = 0; start + SHINGLE_TERMS <= terms.length; start++) {
    const hash = hashOf(terms.slice(start, start + SHINGLE_TERMS).join(" "));
    if (hash % SAMPLING === 0) shingles.add(hash);
  }
  return shingles;
}

/** A passage with its shingles, which take most of the time: made beforehand, so that other work gets its turn. */
export interface ShingledPassage extends ExaminedPassage {
  shingles: ReadonlySet<number>;
}

/** Pairs of documents that share much of their text. Near-linear: documents meet by shingles that few have. */
export function findDuplicates(
  passages: readonly ShingledPassage[],
  { minShare = 0.6, limit = 20 }: DuplicateOptions = {},
): Duplicate[] {
  const ofDocument = new Map<string, Set<number>>();
  for (const { documentId, shingles } of passages) {
    const all = ofDocument.get(documentId) ?? new Set();
    for (const shingle of shingles) all.add(shingle);
    ofDocument.set(documentId, all);
  }
  return [...sharedCounts(ofDocument)]
    .map(([key, shared]) => {
      const [a = "", b = ""] = key.split("\n");
      const [small, large] = sizeOf(ofDocument, a) <= sizeOf(ofDocument, b) ? [a, b] : [b, a];
      return { small, large, shared, share: shared / sizeOf(ofDocument, small) };
    })
    .filter(({ shared, share }) => shared >= MIN_SHINGLES && share >= minShare)
    .sort((a, b) => b.share - a.share || b.shared - a.shared)
    .slice(0, limit)
    .flatMap(({ small, large, share }) => {
      const quotes = exampleOf(passages, small, large);
      return quotes ? [{ documentIds: [small, large] as const, share: Math.min(1, share), quotes }] : [];
    });
}

const sizeOf = (ofDocument: ReadonlyMap<string, ReadonlySet<number>>, id: string): number =>
  Math.max(1, ofDocument.get(id)?.size ?? 0);

/** How many shingles each pair of documents shares; `a\nb` → count. */
function sharedCounts(ofDocument: ReadonlyMap<string, ReadonlySet<number>>): Map<string, number> {
  const having = new Map<number, string[]>();
  for (const [id, shingles] of ofDocument)
    for (const shingle of shingles) {
      const documents = having.get(shingle);
      if (documents) documents.push(id);
      else having.set(shingle, [id]);
    }
  const counts = new Map<string, number>();
  for (const documents of having.values()) {
    if (documents.length < 2 || documents.length > MAX_DOCUMENTS) continue;
    for (const [at, a] of documents.entries())
      for (const b of documents.slice(at + 1)) {
        const key = [a, b].sort().join("\n");
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }
  return counts;
}

function exampleOf(passages: readonly ExaminedPassage[], a: string, b: string): [Quote, Quote] | undefined {
  const known = new Map<string, Quote>();
  for (const passage of passages)
    if (passage.documentId === a)
      for (const sentence of splitSentences(passage.text))
        if (sentence.length >= MIN_EXAMPLE_LENGTH) known.set(wordsOf(sentence).join(" "), quoteOf(passage, sentence));
  for (const passage of passages)
    if (passage.documentId === b)
      for (const sentence of splitSentences(passage.text)) {
        const same = known.get(wordsOf(sentence).join(" "));
        if (same) return [same, quoteOf(passage, sentence)];
      }
  return undefined;
}
