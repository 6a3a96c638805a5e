/** A chunk as retrieval found it, with everything an answer needs to cite it. */
export interface Passage {
  chunkId: string;
  documentId: string;
  documentName: string;
  /** 1-based; null when the format has no pages. */
  page: number | null;
  heading: string;
  text: string;
  /** Fused score on an absolute scale (0 = nothing in common, around 1 = certain): it is the confidence as well. */
  score: number;
  /** The parts of the score, for "why this answer". */
  signals: { bm25: number; trigram: number; passageCosine: number; sentenceCosine: number; coverage: number };
}
