/** Starting and ending the browser of one account so that nothing of it is left behind. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser } from "puppeteer";
import { clearTheWay, isInUse, removeTraces, temporaryFolderOf } from "./chromium-process-leftovers";
import { type LaunchOptions, startBrowser } from "./chromium-process-start";
import { untilGroupEnded } from "./chromium-process-strays";
import { asError, TimeLimitError, withTimeLimit } from "./time-limit";

/** For a browser that was asked to close to be gone. */
const EXIT_LIMIT_MS = 1000;
const KILL_LIMIT_MS = 2000;
const POLL_MS = 10;

/** The browser starts, but not with this profile. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
}

const profiles = new WeakMap<Browser, string>();

/** @throws ProfileError when the profile is to blame; whatever went wrong otherwise */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  const { profileDir } = options;
  await clearTheWay(profileDir);
  try {
    const browser = await startOrBlame(options);
    profiles.set(browser, profileDir);
    return browser;
  } catch (error) {
    await removeTraces(profileDir);
    throw error;
  }
}

/** The profile is to blame only when it fails twice, and a start without it in between does not. */
async function startOrBlame(options: LaunchOptions): Promise<Browser> {
  try {
    return await startBrowser(options);
  } catch (error) {
    const isSlow = error instanceof TimeLimitError || asError(error).name === "TimeoutError";
    if (isSlow || !(await startsWithoutProfile(options))) throw error;
    return await startBrowser(options).catch((cause: unknown) => {
      throw new ProfileError("the browser can't open the profile", { cause });
    });
  }
}

async function startsWithoutProfile(options: LaunchOptions): Promise<boolean> {
  if (await isInUse(options.profileDir)) return false;
  const empty = path.join(temporaryFolderOf(options.profileDir), "probe");
  const browser = await startBrowser(options, empty).catch(() => undefined);
  if (browser) await end(browser, EXIT_LIMIT_MS);
  return browser !== undefined;
}

/**
 * Resolves when the browser's processes are gone: asked to first, killed when that takes too long. Never rejects.
 * @returns whether it ended in good order, so that its profile is whole
 */
export async function closeBrowser(browser: Browser, graceMs: number): Promise<boolean> {
  const hasEndedWell = await end(browser, graceMs);
  const profileDir = profiles.get(browser);
  if (profileDir !== undefined) await removeTraces(profileDir).catch(() => {});
  return hasEndedWell;
}

async function end(browser: Browser, graceMs: number): Promise<boolean> {
  const child = browser.process();
  const mainProcessEnded = () => child === null || child.exitCode !== null || child.signalCode !== null;
  const wasRunning = !mainProcessEnded();
  await withTimeLimit(browser.close(), { limitMs: graceMs, what: "closing the browser" }).catch(() => {});
  if (child?.pid === undefined) return false;
  await waitUntil(mainProcessEnded, EXIT_LIMIT_MS);
  const hasEndedWell = wasRunning && child.exitCode === 0;
  // Whatever is left: a main process that hangs, or helpers that outlived theirs.
  const { pid } = child;
  if (!killGroup(pid)) return hasEndedWell;
  await waitUntil(mainProcessEnded, KILL_LIMIT_MS);
  await untilGroupEnded(pid, KILL_LIMIT_MS);
  return hasEndedWell;
}

/** puppeteer starts the browser as the leader of a process group of its own. False when nobody of it is left. */
function killGroup(pid: number): boolean {
  if (process.platform === "win32") return spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]).status === 0;
  try {
    process.kill(-pid, "SIGKILL");
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
