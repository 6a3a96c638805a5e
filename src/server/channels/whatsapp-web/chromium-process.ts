/** Starting and ending the browser of one account so that nothing of it is left behind. */
import { type ChildProcess, spawnSync } from "node:child_process";
import { readlink, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import puppeteer, { type Browser } from "puppeteer";
import { browserEnvironment } from "@/server/browser/environment";
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { withTimeLimit } from "./time-limit";

const ARGS = ["--disable-blink-features=AutomationControlled", "--disable-gpu", "--no-first-run"];
const EXIT_LIMIT_MS = 5000;

export interface LaunchOptions {
  chromium: ChromiumLaunch;
  extraArgs: readonly string[];
  profileDir: string;
  timeoutMs: number;
}

export async function launchBrowser({ chromium, extraArgs, profileDir, timeoutMs }: LaunchOptions): Promise<Browser> {
  await removeStaleLocks(profileDir);
  const browser = await puppeteer.launch({
    executablePath: chromium.executablePath,
    headless: chromium.headless,
    args: [...ARGS, ...chromium.args, ...extraArgs],
    env: browserEnvironment(chromium.env),
    userDataDir: profileDir,
    defaultViewport: null,
    timeout: timeoutMs,
    // With a pipe the browser ends when this process does, however it ends.
    pipe: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // puppeteer takes its own error handlers off these pipes when it closes; a late ECONNRESET would end this process.
  for (const stream of browser.process()?.stdio.slice(3) ?? []) stream?.on("error", () => {});
  return browser;
}

/**
 * Chromium refuses a profile that it thinks another one has open. The caller holds the account's lease, so a lock of
 * another machine, or of a process that is gone, is a leftover of a crash.
 */
async function removeStaleLocks(profileDir: string): Promise<void> {
  const owner = await readlink(path.join(profileDir, "SingletonLock")).catch(() => undefined);
  if (owner === undefined) return;
  const separator = owner.lastIndexOf("-");
  const isHere = owner.slice(0, separator) === os.hostname();
  if (isHere && isAlive(Number(owner.slice(separator + 1)))) return;
  for (const name of ["SingletonLock", "SingletonSocket", "SingletonCookie"])
    await rm(path.join(profileDir, name), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the browser's processes are gone: asked to first, killed when that takes too long. Never rejects. */
export async function closeBrowser(browser: Browser, graceMs: number): Promise<void> {
  const child = browser.process();
  const exited = child ? waitForExit(child) : Promise.resolve();
  await withTimeLimit(browser.close(), { limitMs: graceMs, what: "closing the browser" }).catch(() => {});
  if (!child) return;
  await withTimeLimit(exited, { limitMs: 1000, what: "browser exit" }).catch(() => killAll(child));
  await withTimeLimit(exited, { limitMs: EXIT_LIMIT_MS, what: "browser exit" }).catch(() => {});
  // Helpers that outlived their parent.
  killAll(child);
}

const waitForExit = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", () => resolve()));

/** puppeteer starts the browser as the leader of a process group of its own. */
function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left.
  }
}
