import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { projectPath } from "@/server/project-root";

test("the benchmark prints one JSON object with every figure, and says which goals are met", async () => {
  const tsx = projectPath("node_modules/.bin/tsx");
  const options = { cwd: projectPath(), timeout: 150_000 };
  const { stdout } = await promisify(execFile)(tsx, ["scripts/bench/channel.ts", "--quick"], options);
  const figure = expect.any(Number);
  const bot = { count: 4, p50Ms: figure, p95Ms: figure };
  const memory = { pssBytes: [figure], privateBytes: [figure], pssPerSessionBytes: [figure], nodeRssBytes: figure };
  const goal = { atMost: figure, isMet: expect.any(Boolean) };
  expect(JSON.parse(stdout)).toMatchObject({
    overheadMsP50: figure,
    overheadMsP95: figure,
    memoryRatio: figure,
    readyRatio: figure,
    goals: { overheadMsP50: goal, memoryRatio: goal, readyRatio: goal },
    echo: {
      parley: {
        ...bot,
        stages: {
          "sent → received": figure,
          "received → stored": figure,
          "stored → taken": figure,
          "taken → asked": figure,
          "asked → sending": figure,
          "sending → arrived": figure,
        },
      },
      bare: { ...bot, stages: { "sent → received": figure, "received → arrived": figure } },
    },
    memory: { parley: memory, bare: memory, pssRatios: [figure], privateRatios: [figure] },
    ready: { parley: { medianMs: figure, allMs: [figure] }, bare: { medianMs: figure, allMs: [figure] } },
  });
}, 180_000);
