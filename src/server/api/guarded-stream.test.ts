import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { guardStream } from "./guarded-stream";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream whose items come when told, and that says when it was given up. */
function aSource() {
  const waiting: ((item: string | undefined) => void)[] = [];
  const items: string[] = [];
  const source = (async function* () {
    while (true) {
      const item = items.shift() ?? (await new Promise<string | undefined>((resolve) => waiting.push(resolve)));
      if (item === undefined) return;
      yield item;
    }
  })();
  return {
    source,
    push: (item: string) => (waiting.length > 0 ? waiting.shift()?.(item) : items.push(item)),
    end: () => waiting.shift()?.(undefined),
  };
}

test("while it is allowed every item passes, and the stream ends with its source", async () => {
  const { source, push, end } = aSource();
  const stream = guardStream(source, async () => undefined);
  push("a");
  push("b");
  expect([await stream.next(), await stream.next()]).toEqual([
    { done: false, value: "a" },
    { done: false, value: "b" },
  ]);
  const last = stream.next();
  await vi.advanceTimersByTimeAsync(0);
  end();
  expect((await last).done).toBe(true);
});

test("an item that comes after the permission went is not shown: the stream ends with the reason", async () => {
  const { source, push } = aSource();
  let isAllowed = true;
  const stream = guardStream(source, async () => {
    if (!isAllowed) throw new Error("gone");
  });
  push("a");
  expect((await stream.next()).value).toBe("a");
  isAllowed = false;
  push("secret");
  await expect(stream.next()).rejects.toThrow("gone");
  expect((await stream.next()).done).toBe(true);
});

test("a stream on which nothing happens asks again too", async () => {
  const { source } = aSource();
  let asked = 0;
  const stream = guardStream(
    source,
    async () => {
      asked += 1;
      if (asked === 3) throw new Error("gone");
    },
    1_000,
  );
  const next = expect(stream.next()).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(2_999);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  await next;
});

test("a source that fails says why", async () => {
  const stream = guardStream(
    // biome-ignore lint/correctness/useYield: it fails before it has anything
    (async function* (): AsyncGenerator<string> {
      throw new Error("the feed broke");
    })(),
    async () => undefined,
  );
  await expect(stream.next()).rejects.toThrow("the feed broke");
});
