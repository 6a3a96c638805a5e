export interface ParseLimits {
  maxBytes: number;
  maxPages: number;
  /** Characters of text a document may yield; above it, indexing would keep the machine busy for hours. */
  maxCharacters: number;
  /** What a zip container may unpack to. */
  maxUnpackedBytes: number;
  /** Wall-clock time of the whole reading; the thread is ended then. */
  timeoutMs: number;
  /** Heap of the reading thread; it is ended when it needs more. */
  maxHeapMegabytes: number;
}

export const DEFAULT_PARSE_LIMITS: ParseLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxPages: 5_000,
  maxCharacters: 5_000_000,
  maxUnpackedBytes: 40 * 1024 * 1024,
  timeoutMs: 30_000,
  maxHeapMegabytes: 768,
};
