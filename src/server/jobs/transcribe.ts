import { type TranscriptionDeps, writeDown } from "@/server/media/transcription";
import type { JobHandler } from "./queue";

/** Writes down what a customer said; see transcription.ts. */
export function createTranscribeHandler(deps: TranscriptionDeps): JobHandler<"transcribe"> {
  return (key, signal, attempt) => writeDown(deps, key, { signal, isLastAttempt: attempt.isLast });
}
