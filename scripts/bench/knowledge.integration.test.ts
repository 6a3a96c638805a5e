import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { projectPath } from "@/server/project-root";

test("the benchmark prints one JSON object with every figure, and says which goals are met", async () => {
  const tsx = projectPath("node_modules/.bin/tsx");
  const options = { cwd: projectPath(), timeout: 150_000 };
  const { stdout } = await promisify(execFile)(tsx, ["scripts/bench/knowledge.ts", "--quick"], options);
  const figure = expect.any(Number);
  const delay = { p50: figure, p99: figure, max: figure };
  const goal = { atMost: figure, isMet: expect.any(Boolean) };
  const cost = { ms: figure, cpuMs: figure };
  const questions = (chunks: number, accounts: number) => ({ chunks, accounts, p50Ms: figure, p95Ms: figure });
  expect(JSON.parse(stdout)).toMatchObject({
    ingestionRatio: figure,
    ingestionCpuRatio: figure,
    eventLoopDelayMsP99: figure,
    nextChunkRatio: figure,
    goals: { ingestionRatio: goal, eventLoopDelayMsP99: goal, nextChunkRatio: goal },
    ingestion: {
      ...cost,
      pages: 20,
      pagesPerSecond: figure,
      chunksPerSecond: figure,
      eventLoopDelayMs: delay,
    },
    eventLoopDelayMsOfIdleProcess: [delay, delay],
    bare: { extraction: { ...cost, pagesPerSecond: figure }, embedding: { ...cost, chunksPerSecond: figure } },
    queries: {
      retrieval: [questions(50, 1), questions(100, 1), questions(200, 1)],
      withManyAccounts: { largest: questions(200, 4), others: questions(20, 4) },
      embedding: { p50Ms: figure, p95Ms: figure },
    },
    nextChunk: { smallMs: figure, largeMs: figure, ratio: figure, ratioOfEquals: figure },
  });
}, 180_000);
