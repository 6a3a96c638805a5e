import { setImmediate } from "node:timers/promises";

/** Short beside what anybody notices, long beside what a turn itself costs. */
const TURN_MS = 5;

/** For work in many small steps: to be awaited between them, it lets others use the thread whenever some ms have passed. */
export function createTurns(): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt < TURN_MS) return;
    await setImmediate();
    startedAt = performance.now();
  };
}
