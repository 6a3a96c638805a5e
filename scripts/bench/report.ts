/** What a run came to. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { projectPath } from "@/server/project-root";
import type { BotName } from "./bot-process";
import type { EchoFigures } from "./echo";
import type { MemoryComparison } from "./memory";
import type { StartFigures } from "./starts";
import { rounded } from "./statistics";

const GOALS = { overheadMsP50: 25, memoryRatio: 1.05, readyRatio: 1.15 };

interface Measured {
  echoes: Record<BotName, EchoFigures>;
  memory: MemoryComparison;
  starts: Record<BotName, StartFigures>;
  chromium: ChromiumLaunch;
}

/** `memoryRatio` is that of the most sessions, where what a single browser does by chance weighs least. */
export function report({ echoes, memory, starts, chromium }: Measured) {
  const figures = {
    overheadMsP50: rounded(echoes.parley.p50Ms - echoes.bare.p50Ms),
    overheadMsP95: rounded(echoes.parley.p95Ms - echoes.bare.p95Ms),
    memoryRatio: memory.pssRatios.at(-1)!,
    readyRatio: rounded(starts.parley.medianMs / starts.bare.medianMs, 3),
  };
  return {
    ...figures,
    goals: {
      overheadMsP50: { atMost: GOALS.overheadMsP50, isMet: figures.overheadMsP50 <= GOALS.overheadMsP50 },
      memoryRatio: { atMost: GOALS.memoryRatio, isMet: figures.memoryRatio <= GOALS.memoryRatio },
      readyRatio: { atMost: GOALS.readyRatio, isMet: figures.readyRatio <= GOALS.readyRatio },
    },
    echo: echoes,
    memory,
    ready: starts,
    environment: {
      browser: chromium.source,
      browserVersion: versionOf(chromium),
      node: process.version,
      "whatsapp-web.js": packageVersion("whatsapp-web.js"),
      puppeteer: packageVersion("puppeteer"),
      cores: os.availableParallelism(),
      loadAverage: os.loadavg().map((load) => rounded(load, 2)),
    },
  };
}

function versionOf({ executablePath, env }: ChromiumLaunch): string {
  const { stdout } = spawnSync(executablePath, ["--version"], { env: { ...process.env, ...env }, encoding: "utf8" });
  return (stdout ?? "").trim() || "unknown";
}

function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(projectPath("node_modules", name, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}
