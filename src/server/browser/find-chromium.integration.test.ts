import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import puppeteer from "puppeteer";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isAppError } from "@/server/errors";
import { browserEnvironment } from "./environment";
import { type ChromiumLaunch, findChromium, findInstalledChromium } from "./find-chromium";
import { lacksSandbox } from "./sandbox";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "parley-find-chromium-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function anExecutable(name: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "#!/bin/sh\n");
  await chmod(file, 0o755);
  return file;
}

describe("without the built-in one", () => {
  test("a wrong CHROMIUM_PATH is an error that names the variable", async () => {
    const error = await findChromium({ chromiumPath: "/nowhere/chrome", cacheDir: folder }).catch(
      (caught: unknown) => caught,
    );
    expect(isAppError(error) && error.publicMessage).toContain("CHROMIUM_PATH");
  });

  test("a configured browser wins over an installed one", async () => {
    const configured = await anExecutable("own/browser");
    await anExecutable("path/chromium");
    const found = await findChromium({
      chromiumPath: configured,
      cacheDir: folder,
      searchPath: path.join(folder, "path"),
    });
    expect(found).toMatchObject({ executablePath: configured, source: "configured", headless: true });
  });

  test("an installed browser is found in PATH, Chrome before Chromium whatever the order of folders", async () => {
    const chrome = await anExecutable("second/google-chrome");
    await anExecutable("first/chromium");
    const searchPath = [path.join(folder, "first"), path.join(folder, "second")].join(path.delimiter);
    expect(await findInstalledChromium(searchPath, [])).toBe(chrome);
  });

  test("a file that can't be run is not a browser", async () => {
    await chmod(await anExecutable("plain/chromium"), 0o644);
    expect(await findInstalledChromium(path.join(folder, "plain"), [])).toBeUndefined();
  });
});

describe.runIf(process.platform === "linux")("the sandbox", () => {
  async function aBrowser(name: string, script: string): Promise<string> {
    const file = await anExecutable(`sandbox/${name}`);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    return file;
  }

  test("is off where the browser says that it can't have one", async () => {
    const browser = await aBrowser("refused", 'echo "FATAL: No usable sandbox! If you are running on …" >&2; exit 1');
    expect(await lacksSandbox(browser, {})).toBe(true);
  });

  test("stays on where the browser starts, and the browser that was asked is ended", async () => {
    const pidFile = path.join(folder, "pid");
    const browser = await aBrowser(
      "works",
      `echo $$ > ${pidFile}; echo "DevTools listening on ws://…" >&2; exec sleep 60`,
    );
    expect(await lacksSandbox(browser, {})).toBe(false);
    const pid = Number(await readFile(pidFile, "utf8"));
    await vi.waitFor(
      async () => {
        const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
        expect(state).toMatch(/\) Z/);
      },
      { timeout: 30_000 },
    );
  });

  test("is asked about without leaving anything behind", async () => {
    const note = path.join(folder, "temporary");
    const script = `mkdir $TMPDIR/org.chromium.Chromium.x; echo $TMPDIR > ${note}; echo "DevTools listening" >&2; exec sleep 60`;
    await lacksSandbox(await aBrowser("untidy", script), {});
    const temporary = (await readFile(note, "utf8")).trim();
    expect(temporary).toContain("parley-probe-");
    await expect(readdir(temporary)).rejects.toThrow(/ENOENT/);
  });

  test("stays on where the browser fails for another reason", async () => {
    expect(await lacksSandbox(await aBrowser("broken", "echo library missing >&2; exit 127"), {})).toBe(false);
  });
});

describe.skipIf(process.platform !== "linux" || process.arch !== "x64")("the built-in one", () => {
  let first: ChromiumLaunch;
  let second: ChromiumLaunch;
  let cacheDir: string;

  beforeAll(async () => {
    cacheDir = path.join(folder, "cache");
    [first, second] = await Promise.all([
      findChromium({ cacheDir, searchPath: "" }),
      findChromium({ cacheDir, searchPath: "" }),
    ]);
  });

  test("two processes that unpack at once get the same whole browser, and leave no drafts", async () => {
    expect(first).toEqual(second);
    expect(first.source).toBe("bundled");
    expect((await readdir(cacheDir)).filter((name) => name.includes("draft"))).toEqual([]);
  });

  test("it is unpacked once: the second call takes no time", async () => {
    const startedAt = performance.now();
    await findChromium({ cacheDir, searchPath: "" });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test("its fonts are where the configuration says, even after the folder moved", async () => {
    const file = path.join(first.env.FONTCONFIG_PATH!, "fonts.conf");
    await writeFile(file, "<fontconfig><dir>/old/place</dir></fontconfig>");
    await findChromium({ cacheDir, searchPath: "" });
    expect(await readFile(file, "utf8")).toContain(path.join(path.dirname(first.executablePath), "fonts"));
  });

  test("it shows a page with form controls and survives it", async () => {
    const browser = await puppeteer.launch({
      executablePath: first.executablePath,
      headless: first.headless,
      args: first.args,
      env: browserEnvironment(first.env),
      pipe: true,
    });
    try {
      const page = await browser.newPage();
      await page.setContent("<label>Name <input></label><select><option>One</option></select><textarea></textarea>");
      await page.type("input", "Ana");
      const picture = await page.screenshot();
      expect(picture.length).toBeGreaterThan(1000);
      expect(await page.$eval("input", (input) => input.value)).toBe("Ana");
    } finally {
      await browser.close();
    }
  });

  test("the sandbox is off only where it can't work", () => {
    if (process.getuid?.() === 0) expect(first.args).toEqual(["--no-sandbox"]);
    else expect(first.args.length).toBeLessThanOrEqual(1);
  });

  test("Parley's keys are not passed on to the browser", () => {
    process.env.OPENAI_API_KEY = "sk-secret";
    expect(JSON.stringify(browserEnvironment(first.env))).not.toContain("sk-secret");
    delete process.env.OPENAI_API_KEY;
  });
});
