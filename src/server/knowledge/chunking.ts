import { setImmediate } from "node:timers/promises";
import { withoutContentsLines } from "@/domain/knowledge/contents-lines";
import type { ParsedPage } from "@/domain/knowledge/document";
import { piecesOf } from "@/domain/knowledge/pieces";
import { sectionsOf } from "@/domain/knowledge/sections";
import { mergeTinySections } from "@/domain/knowledge/tiny-sections";

/** A stretch of a document that is found and cited as one. */
export interface Chunk {
  /** 1-based; null for formats without pages. */
  page: number | null;
  /** Path of headings above it, outermost first, joined by " › ". */
  heading: string;
  text: string;
}

/** Pieces cut in one go, some milliseconds each; then other work gets its turn. */
const PIECES_PER_TURN = 8;

/** Cuts a document into chunks: at headings and pages first, then by size with overlap, between sentences. */
export async function chunkPages(
  document: { documentId: string; pages: readonly ParsedPage[]; hasPageNumbers: boolean },
  signal?: AbortSignal,
): Promise<Chunk[]> {
  const { parseNodes } = await import("./llamaindex/node-parser");
  const pages = document.pages.map(({ number, text }) => ({ number, text: withoutContentsLines(text) }));
  const pieces = mergeTinySections(sectionsOf(pages)).flatMap(({ page, headings, blocks }) =>
    piecesOf(blocks).map((text) => ({
      text,
      metadata: {
        documentId: document.documentId,
        page: document.hasPageNumbers ? page : null,
        heading: headings.join(" › "),
      },
    })),
  );
  const chunks: Chunk[] = [];
  for (let start = 0; start < pieces.length; start += PIECES_PER_TURN) {
    signal?.throwIfAborted();
    for (const { text, metadata } of parseNodes(pieces.slice(start, start + PIECES_PER_TURN)))
      if (/[\p{L}\p{N}]/u.test(text)) chunks.push({ page: metadata.page, heading: metadata.heading, text });
    await setImmediate();
  }
  return chunks;
}
