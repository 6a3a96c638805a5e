import { APICallError, generateText } from "ai";
import { type ProviderFailure, type ProviderProblem, problemOf } from "@/domain/agent/provider-problem";
import { FetchRefused } from "@/server/fetch-refused";
import type { ModelServer } from "./model-servers";
import { clientFor } from "./models";

/** What came of asking a model for a word. */
export type Trial = { ok: true; ms: number } | { ok: false; problem: ProviderProblem };

/** A customer doesn't wait much longer. */
const TIMEOUT_MS = 15_000;
/** Reasoning models think within it, and refuse to answer at all when it is too little for that. */
const MAX_OUTPUT_TOKENS = 500;

export type TryModel = (server: ModelServer, modelName: string, signal: AbortSignal) => Promise<Trial>;

/**
 * Asks a model for a word, once, and says whether it came. What the provider wrote goes nowhere. Rejects only when the
 * signal is aborted.
 */
export async function tryModel(
  server: ModelServer,
  modelName: string,
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<Trial> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const startedMs = performance.now();
  try {
    await generateText({
      model: clientFor(server).chat(modelName),
      prompt: "Reply with the word yes.",
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, timeout]),
    });
    return { ok: true, ms: Math.round(performance.now() - startedMs) };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, problem: problemOf(timeout.aborted ? { at: "time" } : failureOf(error)) };
  }
}

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof FetchRefused) return { at: "network", reason: error.reason };
  if (APICallError.isInstance(error)) {
    if (error.cause instanceof FetchRefused) return { at: "network", reason: error.cause.reason };
    if (error.statusCode !== undefined)
      return { at: "answer", status: error.statusCode, body: error.responseBody ?? "" };
    return { at: "network", reason: "unreachable" };
  }
  // It answered, with something that isn't a chat's.
  return { at: "answer", status: 200, body: "" };
}
