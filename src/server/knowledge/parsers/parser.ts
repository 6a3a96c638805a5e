import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import type { ParseLimits } from "./limits";

export interface ParseInput {
  bytes: Uint8Array;
  fileName: string;
  password?: string | undefined;
  limits: ParseLimits;
  /** Pages done and pages in all. */
  onProgress(done: number, total: number): void;
}

/** One file format. Parsers never fetch, never run what is in a file, and keep to the text a reader would see. */
export interface DocumentParser {
  /** Names it in tests and logs. */
  readonly id: string;
  readonly mediaType: string;
  /** Lower-case file name extensions, without the dot. */
  readonly extensions: readonly string[];
  /** Answers with failures that people can do something about; throws ParseFailure or anything unexpected otherwise. */
  parse(input: ParseInput): Promise<ParseResult>;
}

/** Ends a parse from anywhere inside it with a reason for people. */
export class ParseFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = "ParseFailure";
  }
}

/** Throws `too_large` for a text above the limit: asked early, because work on it takes time and memory. */
export function refuseTooLong(text: string, { maxCharacters }: ParseLimits): string {
  if (text.length > maxCharacters) throw new ParseFailure("too_large");
  return text;
}

/** The result for formats without pages; `no_text` when there is nothing to read. Throws too_large above the limit. */
export function unpagedResult(text: string, limits: ParseLimits, warnings: string[] = []): ParseResult {
  refuseTooLong(text, limits);
  if (!/[\p{L}\p{N}]/u.test(text)) return { status: "failed", reason: "no_text", warnings };
  return { status: "ready", pages: [{ number: 1, text }], hasPageNumbers: false, warnings };
}
