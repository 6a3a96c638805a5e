const MEGABYTE = 1024 * 1024;

/** What reading the pictures of one document may take. A page beyond them stays unread, and the document says so. */
export interface OcrLimits {
  maxPages: number;
  /** Wall-clock time of all pages together. */
  timeoutMs: number;
  /** Wall-clock time of drawing a page, and as much again for reading it; its thread is ended then. */
  pageTimeoutMs: number;
  /** Of a page as it is drawn; larger ones are drawn coarser. */
  maxPixels: number;
  /** Of a picture in the file; larger ones are left out, for they would be unpacked as a whole. */
  maxPicturePixels: number;
  /** Heap of the drawing thread. */
  maxHeapMegabytes: number;
  /** What each of the two threads may hold in buffers outside its heap. */
  maxBufferBytes: number;
}

/**
 * Twelve megapixels are a page of A4 at 350 dpi, and thirty-six a picture of it at 600. Half an hour leaves as much of the
 * job's hour for what follows.
 */
export const DEFAULT_OCR_LIMITS: OcrLimits = {
  maxPages: 300,
  timeoutMs: 30 * 60_000,
  pageTimeoutMs: 60_000,
  maxPixels: 12_000_000,
  maxPicturePixels: 36_000_000,
  maxHeapMegabytes: 256,
  maxBufferBytes: 512 * MEGABYTE,
};
