import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { browserEnvironment } from "./environment";

const PROBE_TIMEOUT_MS = 20_000;

/**
 * The switch that turns Chromium's sandbox off, only where it can't work: as root, and where the system allows no user
 * namespaces (most containers), which one start of the browser tells.
 */
export async function sandboxArgs(executablePath: string, env: Record<string, string>): Promise<string[]> {
  const noSandbox = ["--no-sandbox"];
  if (process.getuid?.() === 0) return noSandbox;
  try {
    await promisify(execFile)(
      executablePath,
      ["--headless", "--disable-gpu", "--no-first-run", "--dump-dom", "about:blank"],
      { env: browserEnvironment(env), timeout: PROBE_TIMEOUT_MS, encoding: "utf8" },
    );
    return [];
  } catch (error) {
    // Any other failure will show itself, with its own words, when the browser is really started.
    return /sandbox/i.test(String((error as { stderr?: string }).stderr)) ? noSandbox : [];
  }
}
