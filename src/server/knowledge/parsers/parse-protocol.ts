import type { ParseResult } from "@/domain/knowledge/document";
import type { ParseLimits } from "./limits";

/** `workerData` of the parse worker: one file per thread, so that ending the thread ends everything about it. */
export interface ParseRequest {
  bytes: Uint8Array;
  fileName: string;
  password?: string | undefined;
  limits: ParseLimits;
}

export type ParseMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "result"; result: ParseResult }
  /** Something unexpected: logged, and told to people as damage or our own fault. */
  | { kind: "crash"; error: string };
