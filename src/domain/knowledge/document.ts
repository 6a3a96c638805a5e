/** A file that was uploaded, a page of the web, or a question with its answer. */
export type DocumentSource = "file" | "web" | "answer";

export type DocumentStatus = "queued" | "parsing" | "embedding" | "ready" | "failed";

/** Why a document cannot be used. Each has words for people in FAILURE_MESSAGES. */
export const FAILURE_MESSAGES = {
  unsupported_type: "This file type isn't supported. Upload a PDF, Word (.docx), Markdown, HTML, CSV or text file.",
  old_word_format: "This is an old Word file (.doc). Open it in Word, save it as .docx, then upload that.",
  empty_file: "The file is empty. Check that it opens on your computer, then upload it again.",
  too_large: "The file is too large. Split it, or save a smaller version.",
  too_many_pages: "The document has too many pages. Split it into parts.",
  no_text: "There is no text in this file to read.",
  scanned: "The pages are pictures without text. Run text recognition (OCR) on it first, then upload it again.",
  password_required: "The file is protected by a password. Save it without one, then upload it again.",
  password_unsupported: "Word files with a password can't be opened here. Save a copy without one, then upload that.",
  password_wrong: "That password doesn't open the file.",
  corrupt: "The file is damaged and can't be read. Export it again from where it was made.",
  timeout: "Reading the file took too long. Split it, or save a simpler version.",
  out_of_memory: "Reading the file needed too much memory. Split it, or save a simpler version.",
  internal: "Something went wrong on our side while reading the file. Try again.",
} as const;
export type FailureReason = keyof typeof FAILURE_MESSAGES;

/** One page of a paged format, or the whole text of one without pages (number 1). */
export interface ParsedPage {
  /** 1-based. */
  number: number;
  /** Markdown-like plain text: headings start with `#`, table cells are separated by ` | `, blocks by blank lines. */
  text: string;
}

export type ParseResult =
  | { status: "ready"; pages: ParsedPage[]; hasPageNumbers: boolean; warnings: string[] }
  | { status: "failed"; reason: FailureReason; warnings: string[] };
