/** How long an open stream may go without asking again whether it is allowed; with each item it asks anyway. */
export const RECHECK_EVERY_MS = 10_000;

/**
 * The items of a stream for as long as it is allowed: before each item, and now and then while there is none, `recheck`
 * is asked, and what it throws ends the stream. So nobody whose session was ended or who left the team hears any more.
 */
export async function* guardStream<Item>(
  source: AsyncIterable<Item>,
  recheck: () => Promise<void>,
  everyMs = RECHECK_EVERY_MS,
): AsyncGenerator<Item, void> {
  const iterator = source[Symbol.asyncIterator]();
  let pending = iterator.next();
  try {
    while (true) {
      const result = await firstWithin(pending, everyMs);
      await recheck();
      if (result === "nothing yet") continue;
      if (result.done) return;
      yield result.value;
      pending = iterator.next();
    }
  } finally {
    // Not waited for: a source that waits for news hears of the end by its own signal only, when the request closes.
    pending.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}

async function firstWithin<Result>(promise: Promise<Result>, ms: number): Promise<Result | "nothing yet"> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<"nothing yet">((resolve) => {
    timer = setTimeout(() => resolve("nothing yet"), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
