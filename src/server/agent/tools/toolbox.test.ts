import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { silentLogger } from "@/server/logger";
import { type AgentTool, asAgentTool, type ToolOutcome } from "./agent-tool";
import { createToolbox } from "./toolbox";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aTool = (run: (signal: AbortSignal) => Promise<ToolOutcome>): AgentTool =>
  asAgentTool({
    name: "look",
    label: "Look",
    description: "Looks.",
    inputs: z.object({}),
    run: (_, signal) => run(signal),
  });
const boxOf = (...tools: AgentTool[]) =>
  createToolbox(tools, { passagesBefore: 3, logger: silentLogger(), now: () => new Date(0) });
const never = new AbortController().signal;

test("ids go on from those of the passages", async () => {
  const box = boxOf(aTool(async () => ({ kind: "found", text: "Blue." })));
  expect(await box.call("look", {}, never)).toEqual({ id: 4, source: "Look", text: "Blue." });
  expect(box.passages()).toMatchObject([{ text: "Blue.", isFromTool: true }]);
});

test("a tool that never answers is waited for five seconds, also when it doesn't listen", async () => {
  const box = boxOf(aTool(() => new Promise(() => undefined)));
  const reply = box.call("look", {}, never);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(box.uses()).toEqual([]);
  await vi.advanceTimersByTimeAsync(2);
  expect(await reply).toEqual({ nothing: "The tool doesn't work just now." });
  expect(box.uses()).toMatchObject([{ outcome: "failed" }]);
});

test("a turn that is stopped stops its tools, and one that is asked anew asks them anew", async () => {
  let runs = 0;
  const box = boxOf(
    aTool(() => {
      runs++;
      return new Promise<never>(() => undefined);
    }),
  );
  const stop = new AbortController();
  const reply = box.call("look", {}, stop.signal);
  stop.abort(new Error("stopped"));
  await expect(reply).rejects.toThrow("stopped");
  void box.call("look", {}, never);
  expect(runs).toBe(2);
});

test("the first act counts", async () => {
  let count = 0;
  const box = boxOf(aTool(async () => ({ kind: "act", act: { kind: "hand_off", note: `reason ${++count}` } })));
  expect(box.isOver()).toBe(false);
  await box.call("look", {}, never);
  await box.call("look", { other: 1 }, never);
  expect(box.isOver()).toBe(true);
  expect(box.act()).toEqual({ kind: "hand_off", note: "reason 1" });
});

test("a tool that isn't there is none", async () => {
  expect(await boxOf().call("look", {}, never)).toEqual({ nothing: "There is no such tool." });
});
