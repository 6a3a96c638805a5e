import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { findTestChromium } from "../../../../e2e/whatsapp-web/driver-harness";
import { type ChromiumLaunch, findInstalledChromium } from "../../browser/find-chromium";
import { closeBrowser, launchBrowser, ProfileError } from "./chromium-process";
import { temporaryFolderOf } from "./chromium-process-leftovers";

const installed = await findInstalledChromium(process.env.PATH ?? "");

let base: string;
let chromium: ChromiumLaunch;
let lastFolder = 0;
beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), "parley-chromium-"));
  chromium = await findTestChromium();
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function aProfile(): Promise<string> {
  const profile = path.join(base, String(++lastFolder), "session-acc_x");
  await mkdir(profile, { recursive: true });
  return profile;
}

/** The real browser behind a script that sees its arguments first. */
async function aBrowser(script: string): Promise<ChromiumLaunch> {
  const file = path.join(base, `browser-${++lastFolder}`);
  await writeFile(file, `#!/bin/sh\n${script}\nexec "${chromium.executablePath}" "$@"\n`);
  await chmod(file, 0o755);
  return { ...chromium, executablePath: file };
}

const launch = (profileDir: string, browser = chromium) =>
  launchBrowser({ chromium: browser, extraArgs: [], profileDir, timeoutMs: 30_000 });

describe("a browser that does not start", () => {
  test("because of its profile says so, and leaves nothing running", async () => {
    const profile = await aProfile();
    const browser = await aBrowser(`case "$*" in *--user-data-dir=${profile}*) exit 1;; esac`);
    await expect(launch(profile, browser)).rejects.toThrow(ProfileError);
    await expect(access(temporaryFolderOf(profile))).rejects.toThrow();
  });

  test("with any profile is not the profile's fault", async () => {
    const profile = await aProfile();
    const error = await launch(profile, await aBrowser("exit 127")).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ProfileError);
    await expect(access(temporaryFolderOf(profile))).rejects.toThrow();
  });

  /** Takes the arguments of a browser, and does nothing. */
  const idle = `exec "${process.execPath}" -e "setInterval(() => {}, 1000)" -- "$@"`;
  const find = async (text: string) => {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
    return pids.filter((_, index) => commands[index]!.includes(text)).map(Number);
  };

  test("because it hangs is given up in time, or when asked, and ended", async () => {
    const hanging = await aBrowser(idle);
    const profile = await aProfile();
    const options = { chromium: hanging, extraArgs: [], profileDir: profile };
    await expect(launchBrowser({ ...options, timeoutMs: 500 })).rejects.toThrow(/took longer/);
    expect(await find(profile)).toEqual([]);
    const stop = new AbortController();
    const given = expect(launchBrowser({ ...options, timeoutMs: 30_000, signal: stop.signal })).rejects.toThrow(
      /given up/,
    );
    await vi.waitFor(async () => expect(await find(profile)).not.toEqual([]), 10_000);
    stop.abort();
    await given;
    expect(await find(profile)).toEqual([]);
  });

  test("because it is killed is noticed, also when a helper keeps its pipe open", async () => {
    const profile = await aProfile();
    const flag = path.join(base, "killed-already");
    const browser = await aBrowser(`[ -e ${flag} ] || { touch ${flag}; sleep 10 & ${idle}; }`);
    const launching = launch(profile, browser);
    const [pid] = await vi.waitFor(async () => {
      const found = await find(`--user-data-dir=${profile}`);
      expect(found).not.toEqual([]);
      return found;
    }, 10_000);
    process.kill(pid!, "SIGKILL");
    // It was started again, as after any other chance.
    const started = await launching;
    expect(started.connected).toBe(true);
    await closeBrowser(started, 5000);
  });

  test("once, as when it is killed by chance, is started again", async () => {
    const profile = await aProfile();
    const flag = path.join(base, "first-time-over");
    const started = await launch(profile, await aBrowser(`[ -e ${flag} ] || { touch ${flag}; kill -9 $$; }`));
    expect(started.connected).toBe(true);
    await closeBrowser(started, 5000);
  });
});

test("closing tells whether the browser ended in good order", async () => {
  const well = await launch(await aProfile());
  expect(await closeBrowser(well, 5000)).toBe(true);
  const killed = await launch(await aProfile());
  killed.process()?.kill("SIGKILL");
  expect(await closeBrowser(killed, 5000)).toBe(false);
  const hanging = await launch(await aProfile());
  hanging.process()?.kill("SIGSTOP");
  expect(await closeBrowser(hanging, 300)).toBe(false);
});

describe("temporary files", () => {
  test("lie beside the profile, where they are found by the next start", () => {
    const folder = temporaryFolderOf("/data/sessions/session-acc_1");
    expect(path.dirname(folder)).toBe("/data/sessions/tmp");
    expect(temporaryFolderOf("/data/sessions/session-acc_1")).toBe(folder);
    expect(temporaryFolderOf("/data/sessions/session-acc_2")).not.toBe(folder);
  });

  test.each([undefined, ...(installed ? [installed] : [])])(
    "lie elsewhere when the data folder is too deep for a socket's path, and are removed all the same (%s)",
    async (executablePath) => {
      const profile = path.join(base, "a-folder-with-a-very-long-name".repeat(3), "session-acc_deep");
      onTestFinished(() => rm(profile, { recursive: true, force: true }));
      const own =
        executablePath === undefined ? chromium : { ...chromium, executablePath, env: {}, headless: true as const };
      const folder = temporaryFolderOf(profile);
      expect(folder.startsWith(path.join(os.tmpdir(), "parley-"))).toBe(true);
      const browser = await launch(profile, own);
      const [page] = await browser.pages();
      await page?.goto("data:text/html,<title>deep</title>");
      expect(await page?.title()).toBe("deep");
      await access(folder);
      await closeBrowser(browser, 5000);
      await expect(access(folder)).rejects.toThrow();
      expect((await readdir(profile)).filter((name) => name.startsWith("Singleton"))).toEqual([]);
    },
  );
});

test("a start ends no other account's browser whose folder begins alike", async () => {
  const profile = await aProfile();
  const neighbour = await launch(`${profile}2`);
  onTestFinished(async () => {
    await closeBrowser(neighbour, 5000);
  });
  const browser = await launch(profile);
  await closeBrowser(browser, 5000);
  const status = await readFile(`/proc/${neighbour.process()?.pid}/stat`, "utf8");
  expect(status).not.toMatch(/\) Z/);
  await vi.waitFor(async () => expect((await neighbour.pages()).length).toBeGreaterThan(0));
});
