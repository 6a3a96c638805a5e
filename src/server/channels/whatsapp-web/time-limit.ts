/** It may still be going on; nobody waits for it any more. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** The promise's outcome, or a TimeLimitError after `limitMs` or as soon as the signal says so. */
export function withTimeLimit<T>(
  promise: Promise<T>,
  options: { limitMs: number; what: string; signal?: AbortSignal },
): Promise<T> {
  const { limitMs, what, signal } = options;
  return new Promise<T>((resolve, reject) => {
    const giveUp = (why: string) => finish(() => reject(new TimeLimitError(`${what} ${why}`)));
    const timer = setTimeout(() => giveUp(`took longer than ${limitMs} ms`), limitMs);
    const onAbort = () => giveUp("was given up");
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort);
    promise.then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
  });
}

/** The library throws bare strings. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
