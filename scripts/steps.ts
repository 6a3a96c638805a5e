import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { root, runStep, type StepResult } from "./run-step";

const resultsDir = path.join(root, "test-results");
const UNIT_RESULTS = path.join(resultsDir, "unit.json");
const BROWSER_RESULTS = path.join(resultsDir, "browser.json");

/** Lint, types and unused code side by side would only slow each other down on two cores: one after the other. */
export async function runChecks(): Promise<StepResult[]> {
  await rm(resultsDir, { recursive: true, force: true });
  await mkdir(resultsDir, { recursive: true });
  return [
    await runStep("Lint and format", "biome", ["check", "--error-on-warnings", "."]),
    // Next writes the types of the routes; a fresh clone has none yet.
    await runStep("Route types", "next", ["typegen"]),
    await runStep("Types", "tsc", ["--noEmit"]),
    await runStep("Unused code", "knip", ["--config", "scripts/knip.json"]),
    await runStep("Unit and database tests", "vitest", [
      "run",
      "--config",
      "scripts/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${UNIT_RESULTS}`,
    ]),
  ];
}

export async function runBrowserTests(): Promise<StepResult[]> {
  const built = await runStep("Build", "tsx", ["scripts/build.ts"]);
  if (!built.ok) return [built];
  const tested = await runStep("Browser tests", "playwright", ["test", "--config", "scripts/playwright.config.ts"]);
  return [built, tested];
}

export function printSummary(results: StepResult[]): void {
  process.stdout.write("\n");
  for (const { name, ok, seconds } of results)
    process.stdout.write(`${ok ? "✓" : "✗"} ${name.padEnd(26)} ${seconds.toFixed(1).padStart(7)} s\n`);
}

interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}
interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

const readJson = async <T>(file: string): Promise<T | undefined> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
};

/** One line that counts every test of both runners; a runner that left no report counts as one failure. */
export async function printCounts(ok: boolean): Promise<void> {
  const unit = await readJson<UnitReport>(UNIT_RESULTS);
  const browser = await readJson<BrowserReport>(BROWSER_RESULTS);
  const passed = (unit?.numPassedTests ?? 0) + (browser ? browser.stats.expected + browser.stats.flaky : 0);
  const failedTests = (unit?.numFailedTests ?? 1) + (browser?.stats.unexpected ?? 1);
  const skipped = (unit?.numPendingTests ?? 0) + (browser?.stats.skipped ?? 0);
  const failed = ok ? failedTests : Math.max(failedTests, 1);
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}
