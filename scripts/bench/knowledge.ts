/**
 * `npm run -s bench:knowledge`: what reading a long document costs beside the bare libraries, how long questions take by
 * the number of chunks, and whether the next chunk costs more where there are many. Prints one JSON object; progress
 * goes to stderr. `--quick` only shows that it works.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { projectPath } from "@/server/project-root";
import { bundleServer } from "../bundle-server";
import type { GrowthInput } from "./knowledge/growth";
import { handbookPdf } from "./knowledge/handbook-pdf";
import type { QueriesInput } from "./knowledge/queries";
import { report } from "./knowledge/report";
import type { Stages } from "./knowledge/stages";

interface Plan {
  pages: number;
  /** Of measuring what the machine alone makes of the event loop's delay. */
  noiseSeconds: number;
  queries: Omit<QueriesInput, "dataDir">;
  growth: Omit<GrowthInput, "dataDir">;
}

const FULL: Plan = {
  pages: 1_000,
  noiseSeconds: 30,
  queries: { sizes: [1_000, 10_000, 50_000], otherAccounts: 99, chunksOfOthers: 100, questions: 200 },
  growth: { smallChunks: 50, largeChunks: 5_000, rounds: 60 },
};
const QUICK: Plan = {
  pages: 20,
  noiseSeconds: 1,
  queries: { sizes: [50, 100, 200], otherAccounts: 3, chunksOfOthers: 20, questions: 5 },
  growth: { smallChunks: 10, largeChunks: 100, rounds: 3 },
};

async function run(plan: Plan): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "parley-bench-"));
  // Inside the project, where packages are found.
  const programsDir = projectPath("node_modules/.cache/parley", path.basename(folder));
  /** Each stage has a process to itself, as production would run it, so that none inherits the memory of another. */
  const stage = async <Name extends keyof Stages>(name: Name, input: Parameters<Stages[Name]>[0]) => {
    process.stderr.write(`${name}\n`);
    const child = fork(path.join(programsDir, "stages.js"), [name, JSON.stringify(input)], {
      cwd: projectPath(),
      execArgv: [],
      // What a library prints must not get into the result.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const failed = once(child, "exit").then(() =>
      Promise.reject(new Error(`the stage ${name} ended without a result`)),
    );
    const [figures] = (await Promise.race([once(child, "message"), failed])) as [Awaited<ReturnType<Stages[Name]>>];
    await failed.catch(() => undefined);
    process.stderr.write(`${JSON.stringify(figures)}\n`);
    return figures;
  };
  try {
    process.stderr.write("building\n");
    await bundleServer(programsDir, { stages: "scripts/bench/knowledge/stages.ts" });
    const pdfFile = path.join(folder, "handbook.pdf");
    const textsFile = path.join(folder, "texts.json");
    const dataDir = (name: string) => path.join(folder, name, "database");
    await writeFile(pdfFile, handbookPdf(plan.pages));
    await stage("texts", { pdfFile, textsFile });
    // Half of what it is compared with before and half after, should the machine get busier meanwhile.
    const before = {
      extraction: await stage("extraction", { pdfFile }),
      embedding: await stage("embedding", { textsFile, half: "even" }),
    };
    const noiseBefore = await stage("noise", { seconds: plan.noiseSeconds });
    const ingestion = await stage("ingestion", { dataDir: dataDir("ingestion"), pdfFile });
    const noiseAfter = await stage("noise", { seconds: plan.noiseSeconds });
    const after = {
      embedding: await stage("embedding", { textsFile, half: "odd" }),
      extraction: await stage("extraction", { pdfFile }),
    };
    const growth = await stage("growth", { dataDir: dataDir("growth"), ...plan.growth });
    const queries = await stage("queries", { dataDir: dataDir("queries"), ...plan.queries });
    process.stdout.write(
      `${JSON.stringify(report({ before, noise: [noiseBefore, noiseAfter], ingestion, after, growth, queries }), null, 2)}\n`,
    );
  } finally {
    for (const each of [folder, programsDir]) await rm(each, { recursive: true, force: true });
  }
}

await run(process.argv.includes("--quick") ? QUICK : FULL);
