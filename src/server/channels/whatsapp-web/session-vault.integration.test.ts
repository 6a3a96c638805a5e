import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DriverHarness } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import type { SessionNews, SessionToOpen } from "../../../test/open-until-killed";
import { type ChromiumLaunch, findChromium, findInstalledChromium } from "../../browser/find-chromium";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const ACCOUNT = "acc_rest";
const DATABASE = "Default/IndexedDB/https_web.whatsapp.com_0.indexeddb.leveldb";

const installed = process.env.CHROMIUM_PATH ?? (await findInstalledChromium(process.env.PATH ?? ""));
const builtIn = process.platform === "linux" && process.arch === "x64";

/** The browser behind a script that refuses a profile with a file of the name `poison`. */
async function aPickyBrowser(file: string, { executablePath }: ChromiumLaunch): Promise<string> {
  const refuse = `case "$a" in --user-data-dir=*) [ -e "\${a#*=}/poison" ] && exit 1;; esac`;
  await writeFile(file, `#!/bin/sh\nfor a in "$@"; do ${refuse}; done\nexec "${executablePath}" "$@"\n`, {
    mode: 0o755,
  });
  return file;
}

describe.each([
  { browser: "the built-in browser", isThere: builtIn, chromiumPath: undefined, searchPath: "" },
  { browser: "an installed browser", isThere: installed !== undefined, chromiumPath: installed, searchPath: undefined },
])("sessions at rest, with $browser", ({ isThere, chromiumPath, searchPath }) => {
  describe.runIf(isThere)(isThere ? "found" : "not found: skipped", () => {
    let chromium: ChromiumLaunch;
    let harness: DriverHarness;
    let phone: Phone;
    let base: string;
    let lastNumber = 628_355_000_000;

    beforeAll(async () => {
      const cacheDir = path.join(ROOT, "node_modules/.cache/parley");
      base = await mkdtemp(path.join(os.tmpdir(), "parley-rest-"));
      for (const name of ["tmp", "home"]) await mkdir(path.join(base, name));
      const found = await findChromium({ chromiumPath, searchPath, cacheDir });
      chromium = { ...found, executablePath: await aPickyBrowser(path.join(base, "browser"), found) };
    });
    afterAll(() => rm(base, { recursive: true, force: true }));
    beforeEach(async () => {
      harness = await DriverHarness.create({ chromium });
      phone = harness.simulator.phone(String(++lastNumber));
      // Where a browser would leave things that it does not put into its own folders.
      vi.stubEnv("TMPDIR", path.join(base, "tmp"));
      vi.stubEnv("HOME", path.join(base, "home"));
    });
    afterEach(async () => {
      vi.unstubAllEnvs();
      await harness.close();
    });

    const profile = (file = "") => path.join(harness.sessionsDir, `session-${ACCOUNT}`, file);

    async function stoppedSession(): Promise<void> {
      const { connection } = await harness.ready(ACCOUNT, phone);
      await connection.stop();
    }

    /** Processes, locks and temporary files: all that must be gone when a session has ended. */
    async function remains(): Promise<{ processes: number; locks: string[]; temporary: string[] }> {
      const processes = await harness.browserPids(ACCOUNT);
      const stored = await readdir(harness.sessionsDir, { recursive: true });
      return {
        processes: processes.length,
        locks: stored.filter((entry) => path.basename(entry).startsWith("Singleton")),
        temporary: [
          ...(await readdir(path.join(harness.sessionsDir, "tmp")).catch(() => [])),
          ...stored.filter((entry) => /^(restoring|damaged)\/|\.draft$/.test(entry)),
          ...(await readdir(path.join(base, "tmp"))).filter((entry) => /chrom|parley|puppeteer/i.test(entry)),
          ...(await readdir(path.join(base, "home"), { recursive: true })).filter((entry) => /crash/i.test(entry)),
        ],
      };
    }
    const NOTHING = { processes: 0, locks: [], temporary: [] };

    test("a session whose profile is lost is ready again without a QR code, and nobody hears of it", async () => {
      await stoppedSession();
      await rm(profile(), { recursive: true });
      const { connection, events } = await harness.ready(ACCOUNT, phone);
      expect(events.all("qr")).toEqual([]);
      await connection.stop();
      expect(await remains()).toEqual(NOTHING);
    });

    test("a session that only the page finds damaged is ready again at the next start", async () => {
      await stoppedSession();
      for (const name of await readdir(profile(DATABASE)))
        if (/\.(log|ldb)$/.test(name)) await truncate(profile(`${DATABASE}/${name}`), 0);
      const damaged = harness.connect(ACCOUNT);
      const ended = await Promise.race([
        damaged.connection.start().then(
          () => damaged.events.waitFor("closed").then(({ reason }) => reason.kind),
          () => "lost",
        ),
      ]);
      expect(ended).toBe("lost");
      await damaged.connection.stop();
      expect(damaged.events.all("qr")).toEqual([]);
      const repaired = await harness.ready(ACCOUNT, phone);
      expect(repaired.events.all("qr")).toEqual([]);
      await repaired.connection.stop();
      expect(await remains()).toEqual(NOTHING);
    });

    test("a session whose profile the browser can't open is ready again at the next start", async () => {
      await stoppedSession();
      await writeFile(profile("poison"), "");
      const refused = harness.connect(ACCOUNT);
      await expect(refused.connection.start()).rejects.toThrow(/could not be opened/);
      const { connection, events } = await harness.ready(ACCOUNT, phone);
      expect(events.all("qr")).toEqual([]);
      await connection.stop();
      expect(await remains()).toEqual(NOTHING);
    });

    test("a session that was unlinked while its profile was lost does not come back, and ends at a QR code", async () => {
      await stoppedSession();
      await rm(profile(), { recursive: true });
      phone.unlink();
      const { connection, events } = harness.connect(ACCOUNT);
      await connection.start();
      expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
      await connection.stop();
      const stored = await readdir(harness.sessionsDir, { recursive: true });
      expect(stored.filter((entry) => entry.includes(ACCOUNT))).toEqual([]);
      const fresh = harness.connect(ACCOUNT);
      await fresh.connection.start();
      await fresh.events.waitFor("qr");
      await fresh.connection.stop();
      expect(await remains()).toEqual(NOTHING);
    });

    test("nothing is left of a browser that was killed, and its session works again", async () => {
      const killed = await harness.ready(ACCOUNT, phone);
      process.kill(await harness.findProcess(ACCOUNT), "SIGKILL");
      await killed.events.waitFor("closed");
      await killed.connection.stop();
      expect(await remains()).toEqual(NOTHING);
      const again = await harness.ready(ACCOUNT, phone);
      expect(again.events.all("qr")).toEqual([]);
    });

    describe("when Parley itself is killed", () => {
      async function openElsewhere(): Promise<ChildProcess> {
        const session: SessionToOpen = {
          sessionsDir: harness.sessionsDir,
          accountId: ACCOUNT,
          chromium,
          launchArgs: harness.simulator.launchArgs,
        };
        const script = path.join(ROOT, "src/test/open-until-killed.ts");
        const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(session)], {
          stdio: ["ignore", "pipe", "inherit"],
          cwd: ROOT,
        });
        onTestFinished(() => void child.kill("SIGKILL"));
        for await (const line of createInterface(child.stdout!)) {
          const news = JSON.parse(line) as SessionNews;
          if (news.type === "ready") break;
          harness.simulator.scan(news.payload, phone);
        }
        expect((await harness.browserPids(ACCOUNT)).length).toBeGreaterThan(1);
        return child;
      }

      async function kill(child: ChildProcess): Promise<void> {
        child.kill("SIGKILL");
        await once(child, "exit");
      }

      test("its browser ends with it and leaves no lock, and the next start leaves nothing at all", async () => {
        await kill(await openElsewhere());
        await vi.waitFor(async () => expect(await remains()).toMatchObject({ processes: 0, locks: [] }), 10_000);
        const { connection, events } = await harness.ready(ACCOUNT, phone);
        expect(events.all("qr")).toEqual([]);
        await connection.stop();
        expect(await remains()).toEqual(NOTHING);
      });

      test("a browser that hangs is ended by the next start", async () => {
        const child = await openElsewhere();
        const hanging = await harness.findProcess(ACCOUNT);
        process.kill(hanging, "SIGSTOP");
        await kill(child);
        expect(await readFile(`/proc/${hanging}/stat`, "utf8")).toMatch(/\) T/);
        const { connection, events } = await harness.ready(ACCOUNT, phone);
        expect(events.all("qr")).toEqual([]);
        expect(await harness.browserPids(ACCOUNT)).not.toContain(hanging);
        await connection.stop();
        expect(await remains()).toEqual(NOTHING);
      });
    });
  });
});
