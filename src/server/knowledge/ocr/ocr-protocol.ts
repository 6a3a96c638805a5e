/** `workerData` of the thread that draws pages of a PDF. */
export interface DrawingData {
  bytes: Uint8Array;
  password?: string | undefined;
  dpi: number;
  maxPixels: number;
  maxPicturePixels: number;
}

/** Asks for the picture of a page, as a PNG. */
export interface DrawingQuestion {
  /** 1-based. */
  page: number;
}

/** `workerData` of the thread that recognises text: gzipped models of languages, by their code. */
export interface RecognitionData {
  models: Record<string, Uint8Array>;
  dpi: number;
}

export interface RecognitionQuestion {
  png: Uint8Array;
}

export interface RecognisedText {
  text: string;
  /** How sure the engine is of its words, 0..100. */
  confidence: number;
}

/** What a thread says to a question. */
export type ThreadAnswer<Answer> = { answer: Answer } | { error: string };
