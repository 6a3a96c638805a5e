import { untilAborted } from "./web/until-aborted";

/**
 * Makes pieces of work wait for each other, in the order in which they are asked for. One whose signal fires while it
 * waits is not begun, and rejects at once.
 */
export function createOneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
    const before = last;
    const run = untilAborted(before, signal).then(work);
    // Who comes after one that was called off still waits for what is under way.
    last = Promise.allSettled([before, run]);
    return run;
  };
}
