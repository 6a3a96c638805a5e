import { MAX_DOCUMENT_BYTES } from "@/domain/knowledge/document";

const MEGABYTE = 1024 * 1024;

/** Each ends in a failure of its own name, never in a crash, an endless wait or half a document. */
export interface ParseLimits {
  maxBytes: number;
  maxPages: number;
  /** Characters of text a document may yield; above it, indexing would keep the machine busy for hours. */
  maxCharacters: number;
  /** What the text parts of a zip container may unpack to. */
  maxUnpackedBytes: number;
  /** How many times its size in the zip a part may unpack to; prose reaches 10, long lists 50, bombs 1000. */
  maxUnpackRatio: number;
  /** Wall-clock time of the whole reading; the thread is ended then. */
  timeoutMs: number;
  /** Heap of the reading thread; it is ended when it needs more. */
  maxHeapMegabytes: number;
  /** What it may hold in buffers outside its heap, the file itself included. */
  maxBufferBytes: number;
}

/** Heap and buffers are such that a process that does nothing else stays below a gigabyte, whatever the file. */
export const DEFAULT_PARSE_LIMITS: ParseLimits = {
  maxBytes: MAX_DOCUMENT_BYTES,
  maxPages: 5_000,
  maxCharacters: 20_000_000,
  maxUnpackedBytes: 100 * MEGABYTE,
  maxUnpackRatio: 200,
  timeoutMs: 60_000,
  maxHeapMegabytes: 576,
  maxBufferBytes: 224 * MEGABYTE,
};
