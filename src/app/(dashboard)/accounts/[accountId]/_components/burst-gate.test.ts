import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBurstGate } from "./burst-gate";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aGate() {
  const seen: string[] = [];
  const gate = createBurstGate<string>({
    keyOf: (event) => event.charAt(0),
    run: (event) => void seen.push(event),
    quietMs: 200,
  });
  return { seen, gate };
}

test("the first event runs at once", () => {
  const { seen, gate } = aGate();
  gate.add("a1");
  expect(seen).toEqual(["a1"]);
});

test("of a burst the first and the last run, and the last is never lost", () => {
  const { seen, gate } = aGate();
  for (const event of ["a1", "a2", "a3", "a4"]) gate.add(event);
  vi.advanceTimersByTime(200);
  expect(seen).toEqual(["a1", "a4"]);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(["a1", "a4"]);
});

test("a stream without end still runs once per pause", () => {
  const { seen, gate } = aGate();
  for (let tick = 0; tick < 100; tick += 1) {
    gate.add(`a${tick}`);
    vi.advanceTimersByTime(10);
  }
  expect(seen.length).toBeGreaterThanOrEqual(5);
  expect(seen.length).toBeLessThanOrEqual(6);
});

test("events of different kinds don't hold each other up", () => {
  const { seen, gate } = aGate();
  gate.add("a1");
  gate.add("b1");
  expect(seen).toEqual(["a1", "b1"]);
});

test("nothing runs after it was disposed of", () => {
  const { seen, gate } = aGate();
  gate.add("a1");
  gate.add("a2");
  gate.dispose();
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(["a1"]);
});
