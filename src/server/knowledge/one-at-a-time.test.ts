import { expect, test } from "vitest";
import { createOneAtATime } from "./one-at-a-time";

const never = new AbortController().signal;

/** A piece of work that lasts until it is let go. */
function aPiece(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = () => {
    log.push(name);
    return promise;
  };
  return { work, finish: () => resolve(name), fail: () => reject(new Error(name)) };
}

test("each piece begins when the one before has ended, also when that failed", async () => {
  const inTurn = createOneAtATime();
  const log: string[] = [];
  const [first, second, third] = ["first", "second", "third"].map((name) => aPiece(log, name));
  const runs = [first, second, third].map((piece) => inTurn(piece!.work, never));
  await Promise.resolve();
  second!.finish();
  third!.finish();
  await expect(Promise.race([runs[1], Promise.resolve("waits")])).resolves.toBe("waits");
  expect(log).toEqual(["first"]);
  first!.fail();
  await expect(runs[0]).rejects.toThrow("first");
  expect(await Promise.all(runs.slice(1))).toEqual(["second", "third"]);
  expect(log).toEqual(["first", "second", "third"]);
});

test("a piece that is called off while it waits is never begun, and lets nobody pass the one under way", async () => {
  const inTurn = createOneAtATime();
  const log: string[] = [];
  const [first, second, third] = ["first", "second", "third"].map((name) => aPiece(log, name));
  const stop = new AbortController();
  const running = inTurn(first!.work, never);
  const waiting = inTurn(second!.work, stop.signal);
  const last = inTurn(third!.work, never);
  stop.abort(new Error("called off"));
  await expect(waiting).rejects.toThrow("called off");
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual(["first"]);
  first!.finish();
  third!.finish();
  expect(await Promise.all([running, last])).toEqual(["first", "third"]);
  expect(log).toEqual(["first", "third"]);
});
