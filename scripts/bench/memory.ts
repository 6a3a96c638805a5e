/** What the browsers of one, two, three sessions take, one bot at a time: pages of a program that both run are shared. */
import { setTimeout as delay } from "node:timers/promises";
import type { BotName, BotProcess } from "./bot-process";
import { type BrowserMemory, browserMemory } from "./browser-memory";
import { exchangeSome } from "./echo";
import { median, rounded } from "./statistics";

const SAMPLES = 3;
const SAMPLE_PAUSE_MS = 300;
const MESSAGES = 5;

export interface MemoryFigures {
  /** Of all browser processes together, with one, two, three sessions; medians over the rounds. */
  pssBytes: number[];
  privateBytes: number[];
  pssPerSessionBytes: number[];
  /** Of the bot's own process with the last of these sessions: it holds no browser, but Parley's database. */
  nodeRssBytes: number;
}

export interface MemoryComparison extends Record<BotName, MemoryFigures> {
  /**
   * Parley's beside the bare bot's, with one, two, three sessions: median of the ratios of each round, whose two halves
   * share what else ran on the machine.
   */
  pssRatios: number[];
  privateRatios: number[];
}

export interface MemoryPlan {
  rounds: number;
  sessions: number;
  /** After which a fresh session has let go of what its start took. */
  settleMs: number;
}

type Sizes = Record<BotName, BrowserMemory[]>;

/** All sessions of both bots must be linked and closed; they are closed again afterwards. */
export async function measureMemory(bots: Record<BotName, BotProcess>, plan: MemoryPlan): Promise<MemoryComparison> {
  const rounds: Sizes[] = [];
  const rss: Record<BotName, number[]> = { parley: [], bare: [] };
  for (let round = 0; round < plan.rounds; round++) {
    const sizes: Sizes = { parley: [], bare: [] };
    const order: BotName[] = round % 2 === 0 ? ["parley", "bare"] : ["bare", "parley"];
    for (const name of order) {
      sizes[name] = await measureOnce(bots[name], plan);
      rss[name].push(await bots[name].call("readRss", null));
      for (let session = 1; session <= plan.sessions; session++) await bots[name].close(session);
    }
    rounds.push(sizes);
  }
  const ratiosOf = (field: keyof BrowserMemory) =>
    medians(rounds.map(({ parley, bare }) => parley.map((size, index) => size[field] / bare[index]![field]))).map(
      (ratio) => rounded(ratio, 3),
    );
  const figuresOf = (name: BotName): MemoryFigures => {
    const pssBytes = medians(rounds.map((sizes) => sizes[name].map((size) => size.pssBytes)));
    return {
      pssBytes,
      privateBytes: medians(rounds.map((sizes) => sizes[name].map((size) => size.privateBytes))),
      pssPerSessionBytes: pssBytes.map((bytes, index) => Math.round(bytes / (index + 1))),
      nodeRssBytes: median(rss[name]),
    };
  };
  return {
    parley: figuresOf("parley"),
    bare: figuresOf("bare"),
    pssRatios: ratiosOf("pssBytes"),
    privateRatios: ratiosOf("privateBytes"),
  };
}

/** With one, two, three sessions. */
async function measureOnce(bot: BotProcess, { sessions, settleMs }: MemoryPlan): Promise<BrowserMemory[]> {
  const sizes: BrowserMemory[] = [];
  for (let session = 1; session <= sessions; session++) {
    await bot.open(session);
    await exchangeSome(bot, session, MESSAGES);
    await delay(settleMs);
    const samples: BrowserMemory[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      samples.push(await browserMemory(bot.dataDir));
      await delay(SAMPLE_PAUSE_MS);
    }
    sizes.push({
      pssBytes: median(samples.map(({ pssBytes }) => pssBytes)),
      privateBytes: median(samples.map(({ privateBytes }) => privateBytes)),
    });
  }
  return sizes;
}

/** Of each column. */
const medians = (rows: readonly number[][]): number[] =>
  (rows[0] ?? []).map((_, index) => median(rows.map((row) => row[index]!)));
