import { withoutContentsLines } from "@/domain/knowledge/contents-lines";
import type { ParsedPage } from "@/domain/knowledge/document";
import { piecesOf } from "@/domain/knowledge/pieces";
import { sectionsOf } from "@/domain/knowledge/sections";
import { mergeTinySections } from "@/domain/knowledge/tiny-sections";
import { createTurns } from "./turns";

/** A stretch of a document that is found and cited as one. */
export interface Chunk {
  /** 1-based; null for formats without pages. */
  page: number | null;
  /** Path of headings above it, outermost first, joined by " › ". */
  heading: string;
  text: string;
}

/** Cuts a document into chunks: at headings and pages first, then by size with overlap, between sentences. */
export async function chunkPages(
  document: { documentId: string; pages: readonly ParsedPage[]; hasPageNumbers: boolean },
  signal?: AbortSignal,
): Promise<Chunk[]> {
  const { parseNodes } = await import("./llamaindex/node-parser");
  const turn = createTurns();
  const pages: ParsedPage[] = [];
  for (const { number, text } of document.pages) {
    pages.push({ number, text: withoutContentsLines(text) });
    await turn();
  }
  const chunks: Chunk[] = [];
  for (const { page, headings, blocks } of mergeTinySections(sectionsOf(pages))) {
    const metadata = {
      documentId: document.documentId,
      page: document.hasPageNumbers ? page : null,
      heading: headings.join(" › "),
    };
    for (const piece of piecesOf(blocks)) {
      signal?.throwIfAborted();
      for (const { text } of parseNodes([{ text: piece, metadata }]))
        if (/[\p{L}\p{N}]/u.test(text)) chunks.push({ page: metadata.page, heading: metadata.heading, text });
      await turn();
    }
  }
  return chunks;
}
