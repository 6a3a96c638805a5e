import { spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
}

/** Runs one of the project's own programs (by its name in node_modules/.bin) and says how it ended. */
export async function runStep(
  name: string,
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<StepResult> {
  const startedAt = performance.now();
  process.stdout.write(`\n▸ ${name}\n`);
  const ok = await new Promise<boolean>((resolve) => {
    const child = spawn(path.join(root, "node_modules/.bin", program), args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${ok ? "✓" : "✗"} ${name}: ${seconds.toFixed(1)} s\n`);
  return { name, ok, seconds };
}
