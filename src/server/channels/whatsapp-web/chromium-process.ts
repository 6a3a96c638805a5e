/** Starting and ending the browser of one account so that nothing of it is left behind. */
import { spawnSync } from "node:child_process";
import { readlink, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import puppeteer, { type Browser } from "puppeteer";
import { browserEnvironment } from "@/server/browser/environment";
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { withTimeLimit } from "./time-limit";

const ARGS = ["--disable-blink-features=AutomationControlled", "--disable-gpu", "--no-first-run"];
/** For a browser that was asked to close to be gone. */
const EXIT_LIMIT_MS = 1000;
const KILL_LIMIT_MS = 2000;
const HELPERS_LIMIT_MS = 100;
const POLL_MS = 10;

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
  await withTimeLimit(browser.close(), { limitMs: graceMs, what: "closing the browser" }).catch(() => {});
  if (child?.pid === undefined) return;
  const mainProcessEnded = () => child.exitCode !== null || child.signalCode !== null;
  await waitUntil(mainProcessEnded, EXIT_LIMIT_MS);
  // Whatever is left: a main process that hangs, or helpers that outlived theirs.
  const { pid } = child;
  if (!killGroup(pid, "SIGKILL")) return;
  await waitUntil(mainProcessEnded, KILL_LIMIT_MS);
  // Killed helpers end at once but stay listed until the system collects them, which may take a second.
  await waitUntil(() => !killGroup(pid, 0), HELPERS_LIMIT_MS);
}

/** puppeteer starts the browser as the leader of a process group of its own. False when nobody of it is left. */
function killGroup(pid: number, signal: "SIGKILL" | 0): boolean {
  if (process.platform === "win32")
    return signal !== 0 && spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]).status === 0;
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** The condition's end of waiting, or the limit's. */
async function waitUntil(condition: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition() && performance.now() < deadline) await delay(POLL_MS);
}
