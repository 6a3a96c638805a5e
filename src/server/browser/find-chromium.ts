/**
 * One Chromium for the WhatsApp driver and the browser tests: the configured one, an installed one, or the one that npm
 * brought along.
 */
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { passOnVariables } from "@/env";
import { AppError } from "@/server/errors";
import { prepareBundledChromium } from "./bundled-chromium";
import { sandboxArgs } from "./sandbox";

export interface ChromiumLaunch {
  executablePath: string;
  source: "configured" | "installed" | "bundled";
  /** To be added to the environment of the browser's process. */
  env: Record<string, string>;
  args: string[];
  /** For puppeteer; the bundled one is a headless shell and knows nothing else. */
  headless: true | "shell";
}

const NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const USUAL_PLACES = [
  "/opt/google/chrome/chrome",
  "/usr/lib/chromium/chromium",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/**
 * The installed browser that comes first.
 * @param searchPath the PATH variable's form
 */
export async function findInstalledChromium(
  searchPath: string,
  usualPlaces: readonly string[] = USUAL_PLACES,
): Promise<string | undefined> {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== "");
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...usualPlaces];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

export interface FindChromiumOptions {
  /** The variable CHROMIUM_PATH. */
  chromiumPath?: string | undefined;
  /** Where the bundled one is unpacked, once per version. */
  cacheDir: string;
  /** Folders to look for an installed one in; by default the process's own PATH. Empty looks nowhere else either. */
  searchPath?: string | undefined;
}

/** @throws AppError naming CHROMIUM_PATH when that is set and wrong, or when there is no browser for this machine. */
export async function findChromium(options: FindChromiumOptions): Promise<ChromiumLaunch> {
  const { chromiumPath, cacheDir, searchPath } = options;
  if (chromiumPath) {
    if (!(await isExecutable(chromiumPath)))
      throw new AppError(
        "bad_request",
        "CHROMIUM_PATH does not name a program that can be run. Correct it, or remove it to use the built-in browser.",
        { chromiumPath },
      );
    return installed(chromiumPath, "configured");
  }
  const found = await findInstalledChromium(
    searchPath ?? passOnVariables(["PATH"]).PATH ?? "",
    searchPath === "" ? [] : USUAL_PLACES,
  );
  if (found) return installed(found, "installed");
  const bundled = await prepareBundledChromium(cacheDir);
  return {
    ...bundled,
    source: "bundled",
    args: await sandboxArgs(bundled.executablePath, bundled.env),
    headless: "shell",
  };
}

const installed = async (executablePath: string, source: "configured" | "installed"): Promise<ChromiumLaunch> => ({
  executablePath,
  source,
  env: {},
  args: await sandboxArgs(executablePath, {}),
  headless: true,
});
