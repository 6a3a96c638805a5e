/** What the main thread and the embedding worker say to each other. */
export interface EmbeddingRequest {
  batchId: number;
  /** Never empty, and none of them empty: the model refuses both. */
  texts: string[];
}

export type EmbeddingReply = { batchId: number; vectors: Float32Array[] } | { batchId: number; error: string };
