/** The port to whatever reads the text in a picture of a page (OCR). */
export interface OcrEngine {
  /** Dots per inch of the pictures that it reads best. */
  readonly dpi: number;
  /** Begins with a document. Nothing is started or asked before its first picture. */
  open(): PictureReader;
}

/** Reads the pictures of one document, one after the other. */
export interface PictureReader {
  /**
   * The text in a PNG, in reading order; "" when there is none that can be relied on. Ends soon when the signal fires, and
   * rejects then. Rejects with an AppError when the engine cannot be used at all, and with anything else when it cannot
   * read this picture; the next one can be tried then.
   */
  read(png: Uint8Array, signal: AbortSignal): Promise<string>;
  /** Ends what it started; calling it twice is fine. */
  close(): Promise<void>;
}
