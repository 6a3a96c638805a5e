import { type ChildProcess, spawn } from "node:child_process";

/** How long a child may take to stop before it is ended the hard way. */
const STOP_TIMEOUT_MS = 20_000;

/** Children of a script, stopped together in the reverse order of their start; nothing is left behind. */
export class Supervisor {
  readonly #children: { name: string; child: ChildProcess; exited: Promise<void> }[] = [];
  #stopping: Promise<void> | undefined;

  /**
   * Starts a program in a process group of its own: Ctrl-C reaches this script alone, which then stops the children in
   * order. When one ends by itself, everything is stopped and the script ends with its exit code.
   */
  start(
    name: string,
    command: string,
    args: string[],
    /** `pipe` reads its output; `ipc` lets it send messages. */
    options: { env?: NodeJS.ProcessEnv; stdio?: "inherit" | "pipe" | "ipc" } = {},
  ): ChildProcess {
    const child = spawn(command, args, {
      env: options.env ?? process.env,
      stdio: [
        "ignore",
        options.stdio === "pipe" ? "pipe" : "inherit",
        "inherit",
        ...(options.stdio === "ipc" ? ["ipc" as const] : []),
      ],
      detached: true,
    });
    const exited = new Promise<void>((resolve) => {
      child.once("exit", (code) => {
        resolve();
        if (!this.#stopping) void this.stop(code ?? 1);
      });
      child.once("error", () => resolve());
    });
    this.#children.push({ name, child, exited });
    return child;
  }

  /** Passes Ctrl-C and SIGTERM on; call it once. */
  handleSignals(): void {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void this.stop(0));
  }

  stop(exitCode: number): Promise<void> {
    this.#stopping ??= this.#stopAll().then(() => process.exit(exitCode));
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const { child, exited } of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null || !child.pid) continue;
      child.kill("SIGTERM");
      const timer = setTimeout(() => killGroup(child), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
      killGroup(child);
    }
  }
}

function killGroup(child: ChildProcess): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // ESRCH: the whole group is gone already, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
