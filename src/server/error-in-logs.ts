import { pino } from "pino";

/** What the AI SDK's errors carry besides: the whole question, the provider's answer, and in it, at some, the key. */
const isOfProvider = (error: unknown): error is Error & { statusCode?: unknown; isRetryable?: unknown } =>
  error instanceof Error && error.name.startsWith("AI_");

const MAX_CAUSES = 5;

/**
 * An error as it may stand in a log. Of what a model provider said, or of what was said to it, nothing does: customers'
 * words and keys are in there.
 */
export function errorInLogs(error: unknown): unknown {
  if (isOfProvider(error)) {
    const { name, statusCode, isRetryable, cause } = error;
    return { type: name, statusCode, isRetryable, ...(cause === undefined ? {} : { cause: causeInLogs(cause) }) };
  }
  if (!(error instanceof Error) || !hasProviderCause(error)) return pino.stdSerializers.err(error as Error);
  return { type: error.name, message: error.message, stack: error.stack, cause: causeInLogs(error.cause) };
}

const causeInLogs = (cause: unknown): unknown =>
  isOfProvider(cause)
    ? errorInLogs(cause)
    : cause instanceof Error
      ? { type: cause.name, message: cause.message }
      : undefined;

function hasProviderCause(error: Error): boolean {
  let cause: unknown = error.cause;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth++) {
    if (isOfProvider(cause)) return true;
    cause = cause.cause;
  }
  return false;
}
