import { matchIn, wordsPattern } from "@/domain/knowledge/find-in-text";
import type { Database } from "../db/client";
import { type DocumentKey, getDocument } from "./document-acts";
import * as queries from "./reading-view-queries";
import { languagesOf } from "./text-language";

/** Enough to know the languages of a document, whatever its length. */
const LANGUAGE_SAMPLES = { count: 60, characters: 600 };
const MATCHING_PAGES = 100;

interface From {
  /** The first number (of pages) or position (of passages) that is wanted. */
  from: number;
  limit: number;
}

/** What people see of a document's reading: its pages, its passages, and where words stand in it. */
export function createReadingView(db: Database) {
  return {
    /**
     * The document with what its reading came to. `emptyPages` are the numbers of pages without text, `languages` ISO
     * 639-1 codes, the most frequent first.
     * @throws AppError not_found
     */
    async getReading(key: DocumentKey) {
      const document = await getDocument(db, key);
      const [emptyPages, samples] = await Promise.all([
        queries.selectEmptyPages(db, key),
        queries.selectPageSamples(db, key, LANGUAGE_SAMPLES),
      ]);
      return { document, emptyPages, languages: await languagesOf(samples) };
    },

    /** Pages as they were read; `next` is the number to go on with, null after the last one. */
    async listPages({ from, limit, ...key }: DocumentKey & From) {
      await getDocument(db, key);
      const rows = await queries.selectPagesFrom(db, key, from, limit + 1);
      return { pages: rows.slice(0, limit), next: rows[limit]?.number ?? null };
    },

    /** Passages as they are found; `next` is the position to go on with, null after the last one. */
    async listPassages({ from, limit, ...key }: DocumentKey & From) {
      await getDocument(db, key);
      const rows = await queries.selectPassagesFrom(db, key, from, limit + 1);
      return { passages: rows.slice(0, limit), next: rows[limit]?.position ?? null };
    },

    /** Pages on which the words stand, in order; `isCut` when there are more than are listed. */
    async searchPages({ words, ...key }: DocumentKey & { words: string }) {
      await getDocument(db, key);
      const rows = await queries.selectPagesMatching(db, key, wordsPattern(words), MATCHING_PAGES + 1);
      return {
        isCut: rows.length > MATCHING_PAGES,
        matches: rows.slice(0, MATCHING_PAGES).flatMap(({ number, text }) => {
          // Headings are drawn as such elsewhere; their marks are no words.
          const match = matchIn(text.replace(/^#{1,6} /gm, ""), words);
          return match ? [{ page: number, ...match }] : [];
        }),
      };
    },
  };
}
