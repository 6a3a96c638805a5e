import { expect, test } from "vitest";
import { IdleWorkers } from "./idle-workers";

const workers = (...ids: string[]) => {
  const idle = new IdleWorkers();
  for (const id of ids) idle.add("answer", id);
  return idle;
};

test("jobs in a row wake one worker each, in turn", () => {
  const idle = workers("a", "b", "c");
  expect(Array.from({ length: 4 }, () => idle.wakeNext("answer"))).toEqual(["a", "b", "c", "a"]);
});

test("a busy worker is not woken until it is idle again", () => {
  const idle = workers("a", "b");
  idle.busy("answer", "a");
  expect([idle.wakeNext("answer"), idle.wakeNext("answer")]).toEqual(["b", "b"]);
  idle.add("answer", "a");
  expect([idle.wakeNext("answer"), idle.wakeNext("answer")]).toEqual(["b", "a"]);
});

test("nobody is woken when all are busy, nor for a queue that nobody works on", () => {
  const idle = workers("a");
  idle.busy("answer", "a");
  expect(idle.wakeNext("answer")).toBeUndefined();
  expect(idle.wakeNext("ingest")).toBeUndefined();
});
