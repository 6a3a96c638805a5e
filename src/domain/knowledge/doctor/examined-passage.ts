/** A chunk as the checks of a knowledge base see it. */
export interface ExaminedPassage {
  id: string;
  documentId: string;
  documentName: string;
  /** 1-based; null when the format has no pages. */
  page: number | null;
  /** Path of headings, outermost first, joined by " › "; "" when there is none. */
  heading: string;
  /** Order within the document, from 0. */
  position: number;
  text: string;
}

/** A sentence of a passage, to be shown with where it stands. */
export interface Quote {
  passageId: string;
  documentId: string;
  page: number | null;
  text: string;
}

export const quoteOf = (passage: ExaminedPassage, text: string): Quote => ({
  passageId: passage.id,
  documentId: passage.documentId,
  page: passage.page,
  text,
});
