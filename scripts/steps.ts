import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { root, runStep, type StepResult } from "./run-step";

const resultsDir = path.join(root, "test-results");
const UNIT_RESULTS = path.join(resultsDir, "unit.json");
const SLOW_RESULTS = path.join(resultsDir, "slow.json");
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
    await runVitest("Unit and database tests", "fast", UNIT_RESULTS),
  ];
}

/** What needs a browser: the WhatsApp driver's own tests and other long ones, and the built product with people in front of it. */
export async function runBrowserTests(): Promise<StepResult[]> {
  const slow = await runVitest("Driver and long tests", "slow", SLOW_RESULTS);
  const built = await runStep("Build", "tsx", ["scripts/build.ts"]);
  if (!built.ok) return [slow, built];
  const tested = await runStep("Browser tests", "playwright", ["test", "--config", "scripts/playwright.config.ts"]);
  return [slow, built, tested];
}

const runVitest = (name: string, project: string, resultsFile: string): Promise<StepResult> =>
  runStep(name, "vitest", [
    "run",
    "--config",
    "scripts/vitest.config.ts",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${resultsFile}`,
  ]);

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

/** One line that counts every test of both runners; a run that left no report counts as one failure. */
export async function printCounts(ok: boolean): Promise<void> {
  const units = await Promise.all([UNIT_RESULTS, SLOW_RESULTS].map((file) => readJson<UnitReport>(file)));
  const browser = await readJson<BrowserReport>(BROWSER_RESULTS);
  const sum = (countOf: (report: UnitReport | undefined) => number) =>
    units.reduce((total, report) => total + countOf(report), 0);
  const passed =
    sum((report) => report?.numPassedTests ?? 0) + (browser ? browser.stats.expected + browser.stats.flaky : 0);
  const failedTests = sum((report) => report?.numFailedTests ?? 1) + (browser?.stats.unexpected ?? 1);
  const skipped = sum((report) => report?.numPendingTests ?? 0) + (browser?.stats.skipped ?? 0);
  const failed = ok ? failedTests : Math.max(failedTests, 1);
  if (browser?.stats.flaky)
    process.stdout.write(`\n${browser.stats.flaky} browser tests passed only when they were tried again: see above.\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}
