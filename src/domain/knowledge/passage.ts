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
  signals: {
    bm25: number;
    trigram: number;
    passageCosine: number;
    sentenceCosine: number;
    coverage: number;
    /** What another passage of its document adds to the coverage; absent in traces from before this was looked at. */
    context?: number;
  };
  /** Which ways of searching brought it; absent in traces that were stored before this was kept. */
  legs?: PassageLegs;
  /** Where it stood before and after a model put the passages in order (1 = best); absent where none was asked to. */
  places?: { byScore: number; byModel: number | null };
  /** A tool said it, no document: then `documentName` is the tool, and scores mean nothing. */
  isFromTool?: true;
  /** And it is what the customer said of themselves: nothing that the business stands for. */
  isFromCustomer?: true;
}

/** Where a passage stood in one way of searching. */
export interface LegPlace {
  /** 1 = best of that way. */
  rank: number;
  /** On that way's own scale: cosine (up to 1) by meaning; BM25 (no upper bound) by words. */
  score: number;
}

/** Null: that way didn't bring it, or wasn't gone. */
export interface PassageLegs {
  /** Nearest by meaning. */
  meaning: LegPlace | null;
  /** Best by words, words that were probably mistyped included. */
  words: LegPlace | null;
}
