/** One start of a browser, with all that it is told. */
import puppeteer, { type Browser } from "puppeteer";
import { browserEnvironment } from "@/server/browser/environment";
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { temporaryFolderOf } from "./chromium-process-leftovers";
import { endStrays, untilGone } from "./chromium-process-strays";
import { withTimeLimit } from "./time-limit";

const ARGS = [
  "--disable-blink-features=AutomationControlled",
  "--disable-gpu",
  "--no-first-run",
  // Memory for nothing: the address bar's own pages, and a page process kept in reserve.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
  // On Linux the network's process is in no sandbox, so that it protects nothing and only takes memory.
  ...(process.platform === "linux" ? ["--enable-features=NetworkServiceInProcess2"] : []),
];

export interface LaunchOptions {
  chromium: ChromiumLaunch;
  extraArgs: readonly string[];
  profileDir: string;
  timeoutMs: number;
  /** Gives up while it starts; means nothing afterwards. */
  signal?: AbortSignal | undefined;
}

/**
 * Nothing of it runs when it rejects. puppeteer alone would wait forever for a browser that ended at the wrong moment.
 * @throws TimeLimitError when it takes too long or the signal says so
 */
export async function startBrowser(options: LaunchOptions, userDataDir = options.profileDir): Promise<Browser> {
  const watching = new AbortController();
  const launching = launch(options, userDataDir);
  const gone = untilGone(userDataDir, watching.signal).then(() => {
    throw new Error("the browser ended while it started");
  });
  try {
    const browser = await withTimeLimit(Promise.race([launching, gone]), {
      limitMs: options.timeoutMs,
      what: "starting the browser",
      ...(options.signal ? { signal: options.signal } : {}),
    });
    // puppeteer takes its own error handlers off these pipes when it closes; a late ECONNRESET would end this process.
    for (const stream of browser.process()?.stdio.slice(3) ?? []) stream?.on("error", () => {});
    return browser;
  } catch (error) {
    launching.then((late) => late.close()).catch(() => {});
    await endStrays(userDataDir);
    throw error;
  } finally {
    watching.abort();
  }
}

function launch({ chromium, extraArgs, profileDir, timeoutMs }: LaunchOptions, userDataDir: string): Promise<Browser> {
  const temporaryFolder = temporaryFolderOf(profileDir);
  return puppeteer.launch({
    executablePath: chromium.executablePath,
    headless: chromium.headless,
    args: [...ARGS, ...chromium.args, ...extraArgs],
    env: browserEnvironment({
      ...chromium.env,
      TMPDIR: temporaryFolder,
      TEMP: temporaryFolder,
      // Else crash reports, which hold memory and so messages, collect in the user's home.
      BREAKPAD_DUMP_LOCATION: temporaryFolder,
    }),
    userDataDir,
    defaultViewport: null,
    timeout: timeoutMs,
    // With a pipe the browser ends when this process does, however it ends.
    pipe: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
