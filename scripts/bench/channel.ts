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
import { type BotName, BotProcess, bundleBots } from "./bot-process";
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
  memory: { rounds: 3, sessions: 3, settleMs: 3000 },
};
const QUICK: Plan = {
  echo: { warmUps: 2, rounds: 1, perRound: 4 },
  starts: 1,
  memory: { rounds: 1, sessions: 1, settleMs: 0 },
};
/** WhatsApp's own synchronisation after a start, as measured elsewhere; it is waited for whatever the bot. */
const SYNC_MS = 600;

const progress = (text: string) => process.stderr.write(`${text}\n`);

async function run(plan: Plan): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "parley-bench-"));
  // Inside the project, where packages are found.
  const programsDir = projectPath("node_modules/.cache/parley", path.basename(folder));
  const chromium = await findChromium({
    chromiumPath: process.env.CHROMIUM_PATH,
    cacheDir: projectPath("node_modules/.cache/parley"),
  });
  const simulator = await startWhatsAppSimulator({ behaviour: { syncDelayMs: SYNC_MS } });
  const running = new Set<BotProcess>();
  const start = async (name: BotName) => {
    const place = { dataDir: path.join(folder, name), programsDir };
    const bot = await BotProcess.start(name, { ...place, chromium, launchArgs: simulator.launchArgs, simulator });
    running.add(bot);
    return bot;
  };
  const startBoth = async () => ({ parley: await start("parley"), bare: await start("bare") });
  const endAll = async () => {
    for (const bot of running) await bot.end();
    running.clear();
  };
  try {
    progress("building and starting both bots");
    await bundleBots(programsDir);
    await linkAll(await startBoth(), plan.memory.sessions);
    // Anew, as on any other day: what only a first start takes (making the database) is nobody's figure.
    await endAll();
    const bots = await startBoth();
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
    await endAll();
    await simulator.close();
    for (const each of [folder, programsDir])
      await rm(each, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

type Bots = Record<BotName, BotProcess>;

async function linkAll({ parley, bare }: Bots, sessions: number): Promise<void> {
  for (let session = 1; session <= sessions; session++) {
    progress(`linking session ${session}`);
    for (const bot of [parley, bare]) {
      await bot.open(session);
      await bot.close(session);
    }
  }
}

const openFirst = async ({ parley, bare }: Bots) => {
  for (const bot of [parley, bare]) await bot.open(1);
};
const closeFirst = async ({ parley, bare }: Bots) => {
  for (const bot of [parley, bare]) await bot.close(1);
};

await run(process.argv.includes("--quick") ? QUICK : FULL);
