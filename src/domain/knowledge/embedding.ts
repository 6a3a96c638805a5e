/**
 * Length of every stored vector. The embedded model gives 512; OpenAI's text-embedding-3 models are asked for 512
 * (Matryoshka truncation), so one column and one index serve both.
 */
export const EMBEDDING_DIMENSIONS = 512;

/** The port to whatever makes vectors. */
export interface EmbeddingModel {
  /** Stored with each vector; vectors of different ids are never compared. */
  readonly id: string;
  /** Languages it was trained for (BCP 47 primary subtags), or "any": elsewhere its vectors look normal and mean nothing. */
  readonly languages: readonly string[] | "any";
  /** One L2-normalised vector of EMBEDDING_DIMENSIONS numbers per text, in order. Empty texts are allowed. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
