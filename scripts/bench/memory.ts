/** What the browsers of one, two, three sessions take, one bot at a time: pages of a program that both run are shared. */
import { setTimeout as delay } from "node:timers/promises";
import type { BotName, BotProcess } from "./bot-process";
import { browserPssBytes } from "./browser-pss";
import { exchangeSome } from "./echo";
import { median } from "./statistics";

/** After which a fresh session has let go of what its start took. */
const SETTLE_MS = 3000;
const SAMPLES = 3;
const SAMPLE_PAUSE_MS = 300;
const MESSAGES = 5;

export interface MemoryFigures {
  /** Of all browser processes together, with one, two, three sessions. Proportional set size, medians over the rounds. */
  pssBytes: number[];
  /** The same per session. */
  pssPerSessionBytes: number[];
  /** Of the bot's own process with the last of these sessions: it holds no browser, but Parley's database. */
  nodeRssBytes: number;
}

export interface MemoryPlan {
  rounds: number;
  sessions: number;
}

/** All sessions of both bots must be linked and closed; they are closed again afterwards. */
export async function measureMemory(
  bots: Record<BotName, BotProcess>,
  { rounds, sessions }: MemoryPlan,
): Promise<Record<BotName, MemoryFigures>> {
  const samples: Record<BotName, number[][]> = { parley: [], bare: [] };
  const rss: Record<BotName, number[]> = { parley: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ["parley", "bare"] as const) {
      samples[name].push(await measureOnce(bots[name], sessions));
      rss[name].push(await bots[name].call("readRss", null));
      for (let session = 1; session <= sessions; session++) await bots[name].call("close", session);
    }
  }
  return { parley: figuresOf(samples.parley, rss.parley), bare: figuresOf(samples.bare, rss.bare) };
}

async function measureOnce(bot: BotProcess, sessions: number): Promise<number[]> {
  const sizes: number[] = [];
  for (let session = 1; session <= sessions; session++) {
    await bot.call("open", session);
    await exchangeSome(bot, session, MESSAGES);
    await delay(SETTLE_MS);
    const readings: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      readings.push(await browserPssBytes(bot.dataDir));
      await delay(SAMPLE_PAUSE_MS);
    }
    sizes.push(median(readings));
  }
  return sizes;
}

function figuresOf(rounds: readonly number[][], rss: readonly number[]): MemoryFigures {
  const pssBytes = (rounds[0] ?? []).map((_, index) => median(rounds.map((sizes) => sizes[index]!)));
  return {
    pssBytes,
    pssPerSessionBytes: pssBytes.map((bytes, index) => Math.round(bytes / (index + 1))),
    nodeRssBytes: median(rss),
  };
}
