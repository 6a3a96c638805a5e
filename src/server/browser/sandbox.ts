import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { browserEnvironment } from "./environment";

const PROBE_TIMEOUT_MS = 15_000;

/**
 * The switch that turns Chromium's sandbox off, only where it can't work: as root, and where the system allows no user
 * namespaces (most containers), which one start of the browser tells.
 */
export async function sandboxArgs(executablePath: string, env: Record<string, string>): Promise<string[]> {
  const isRoot = process.getuid?.() === 0;
  return isRoot || (await lacksSandbox(executablePath, env)) ? ["--no-sandbox"] : [];
}

/** Any other failure shows itself, with its own words, when the browser is really started. */
export async function lacksSandbox(executablePath: string, env: Record<string, string>): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const profile = await mkdtemp(path.join(os.tmpdir(), "parley-probe-"));
  const args = ["--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"];
  const child = spawn(executablePath, [...args, `--user-data-dir=${profile}`, "about:blank"], {
    // Killed, it leaves its temporary files and crash reports: they go with the profile.
    env: browserEnvironment({ ...env, TMPDIR: profile, BREAKPAD_DUMP_LOCATION: profile }),
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const complains = await new Promise<boolean>((resolve) => {
    let output = "";
    const timer = setTimeout(() => resolve(false), PROBE_TIMEOUT_MS);
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      resolve(answer);
    };
    child.on("error", () => settle(false));
    child.on("exit", () => settle(/no usable sandbox/i.test(output)));
    child.stderr.on("data", (bytes: Buffer) => {
      output += bytes.toString();
      // It listens only once its first, sandboxed, helper runs.
      if (output.includes("DevTools listening")) settle(false);
    });
  });
  await end(child.pid);
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  return complains;
}

async function end(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
