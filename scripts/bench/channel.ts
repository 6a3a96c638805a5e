/**
 * `npm run -s bench:channel`: what Parley adds to a bare whatsapp-web.js bot in time and memory, both on the same browser
 * and the same simulated WhatsApp, in one run and taking turns. Prints one JSON object; progress goes to stderr.
 * `--quick` only shows that it works.
 */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findChromium } from "@/server/browser/find-chromium";
import { projectPath } from "@/server/project-root";
import { startWhatsAppSimulator } from "../../e2e/whatsapp-web/server";
import { type BotName, BotProcess } from "./bot-process";
import { type EchoPlan, measureEchoes } from "./echo";
import { type MemoryPlan, measureMemory } from "./memory";
import { report } from "./report";
import { measureStarts } from "./starts";

interface Plan {
  echo: EchoPlan;
  starts: number;
  memory: MemoryPlan;
}

const FULL: Plan = {
  echo: { warmUps: 20, rounds: 12, perRound: 10 },
  starts: 9,
  memory: { rounds: 3, sessions: 3 },
};
const QUICK: Plan = { echo: { warmUps: 2, rounds: 1, perRound: 4 }, starts: 1, memory: { rounds: 1, sessions: 1 } };
/** WhatsApp's own synchronisation after a start, as measured elsewhere; it is waited for whatever the bot. */
const SYNC_MS = 600;

const progress = (text: string) => process.stderr.write(`${text}\n`);

async function run(plan: Plan): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "parley-bench-"));
  const chromium = await findChromium({
    chromiumPath: process.env.CHROMIUM_PATH,
    cacheDir: projectPath("node_modules/.cache/parley"),
  });
  const simulator = await startWhatsAppSimulator({ behaviour: { syncDelayMs: SYNC_MS } });
  const running: BotProcess[] = [];
  const start = async (name: BotName) => {
    const settings = { dataDir: path.join(folder, name), chromium, launchArgs: simulator.launchArgs };
    const bot = await BotProcess.start(name, settings, simulator);
    running.push(bot);
    return bot;
  };
  try {
    progress("starting both bots");
    const bots = { parley: await start("parley"), bare: await start("bare") };
    await linkAll(bots, plan.memory.sessions);
    progress("start to ready");
    const starts = await measureStarts(bots, plan.starts);
    progress("echoes");
    await openFirst(bots);
    const echoes = await measureEchoes(bots, plan.echo);
    await closeFirst(bots);
    progress("memory");
    const memory = await measureMemory(bots, plan.memory);
    process.stdout.write(`${JSON.stringify(report({ starts, echoes, memory, chromium }), null, 2)}\n`);
  } finally {
    for (const bot of running) await bot.end();
    await simulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

type Bots = Record<BotName, BotProcess>;

async function linkAll({ parley, bare }: Bots, sessions: number): Promise<void> {
  for (let session = 1; session <= sessions; session++) {
    progress(`linking session ${session}`);
    for (const bot of [parley, bare]) {
      await bot.call("open", session);
      await bot.call("close", session);
    }
  }
}

const openFirst = async ({ parley, bare }: Bots) => {
  for (const bot of [parley, bare]) await bot.call("open", 1);
};
const closeFirst = async ({ parley, bare }: Bots) => {
  for (const bot of [parley, bare]) await bot.call("close", 1);
};

await run(process.argv.includes("--quick") ? QUICK : FULL);
