import { expect, test } from "vitest";
import { FakeClock } from "./fixtures/fake-clock";
import { HostGate, systemClock } from "./host-gate";

const patient = { pauseMs: 1000, signal: undefined };

test("hosts don't wait for each other", async () => {
  const clock = new FakeClock();
  const gate = new HostGate(clock);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const first = gate.run("a.example", patient, () => held);
  expect(await gate.run("b.example", patient, async () => "b")).toBe("b");
  release();
  await first;
  expect(clock.waits).toEqual([]);
});

test("a request that fails makes way like any other", async () => {
  const clock = new FakeClock();
  const gate = new HostGate(clock);
  await expect(gate.run("a.example", patient, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await gate.run("a.example", patient, async () => 1)).toBe(1);
  expect(clock.waits).toEqual([1000]);
});

test("who gives up waiting leaves at once, and those behind keep their order", async () => {
  const gate = new HostGate(new FakeClock());
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = gate.run("a.example", patient, () => held.then(() => void order.push("first")));
  const controller = new AbortController();
  const second = gate.run(
    "a.example",
    { pauseMs: 0, signal: controller.signal },
    async () => void order.push("second"),
  );
  const third = gate.run("a.example", patient, async () => void order.push("third"));
  controller.abort(new Error("no more"));
  await expect(second).rejects.toThrow("no more");
  expect(order).toEqual([]);
  release();
  await Promise.all([first, third]);
  expect(order).toEqual(["first", "third"]);
});

test("the clock of the system wakes whoever waits with the reason of the signal", async () => {
  const waiting = systemClock.wait(60_000, AbortSignal.abort(new Error("stopped")));
  await expect(waiting).rejects.toThrow("stopped");
  const before = systemClock.now();
  await systemClock.wait(1, undefined);
  expect(systemClock.now()).toBeGreaterThan(before);
});
