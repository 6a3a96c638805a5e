/** A file that was uploaded, a page of the web, or a question with its answer. */
export type DocumentSource = "file" | "web" | "answer";

export type DocumentStatus = "queued" | "parsing" | "recognising" | "embedding" | "ready" | "failed";

/** The largest file that is taken: 50 MB. Everything that says or enforces it does so by this. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Longest name of a folder, in characters. */
export const MAX_FOLDER_LENGTH = 60;

/** Why a document cannot be used. Each has words for people in FAILURE_MESSAGES. */
export const FAILURE_MESSAGES = {
  unsupported_type: "This file type isn't supported. Upload a PDF, Word (.docx), Markdown, HTML, CSV or text file.",
  old_word_format: "This is an old Word file (.doc). Open it in Word, save it as .docx, then upload that.",
  empty_file: "The file is empty. Check that it opens on your computer, then upload it again.",
  too_large: "The file is too large. Split it, or save a smaller version.",
  too_many_pages: "The document has too many pages. Split it into parts.",
  no_text: "There is no text in this file to read.",
  scanned: "The pages are pictures without text. Run text recognition (OCR) on it first, then upload it again.",
  scan_unreadable:
    "The pages are pictures, and no text could be read from them. Scan them again, sharper and upright, then upload that.",
  password_required: "The file is protected by a password. With it, the file can be read.",
  password_unsupported: "Word files with a password can't be opened here. Save a copy without one, then upload that.",
  password_wrong: "That password doesn't open the file.",
  cancelled: "Reading was stopped, so the bot doesn't know this document.",
  corrupt: "The file is damaged and can't be read. Export it again from where it was made.",
  timeout: "Reading the file took too long. Split it, or save a simpler version.",
  out_of_memory: "Reading the file needed too much memory. Split it, or save a simpler version.",
  internal: "Something went wrong on our side while reading the file. Try again.",
} as const;
export type FailureReason = keyof typeof FAILURE_MESSAGES;

/** Whether its reading is under way or about to begin; it can be stopped then, and nothing else can be done to it. */
export const isBeingRead = (status: DocumentStatus): boolean => status !== "ready" && status !== "failed";

/** Whether it failed for want of the password that opens it. */
export const asksForPassword = (document: { status: DocumentStatus; failureReason: FailureReason | null }): boolean =>
  document.status === "failed" &&
  (document.failureReason === "password_required" || document.failureReason === "password_wrong");

/** A folder's name as it is kept: without what can't be seen, one blank for many; null for none. */
export function tidyFolder(name: string | null | undefined): string | null {
  const tidy = (name ?? "")
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, " ")
    .replace(/\p{Cf}/gu, "")
    .trim();
  return [...tidy].slice(0, MAX_FOLDER_LENGTH).join("").trim() || null;
}

/** One page of a paged format, or the whole text of one without pages (number 1). */
export interface ParsedPage {
  /** 1-based. */
  number: number;
  /** Markdown-like plain text: headings start with `#`, table cells are separated by ` | `, blocks by blank lines. */
  text: string;
  /** The page is a picture, and this was read from it: letters may be wrong. */
  isFromPicture?: boolean;
}

/** What is left to do in a file whose pages are pictures, in part or all of them. */
export interface PagePictures {
  /** Of the pages that are pictures, in order. */
  numbers: number[];
  /** Every page as read so far. */
  pages: ParsedPage[];
}

export type ParseResult =
  | { status: "ready"; pages: ParsedPage[]; hasPageNumbers: boolean; warnings: string[]; pictures?: PagePictures }
  | { status: "failed"; reason: FailureReason; warnings: string[]; pictures?: PagePictures };
