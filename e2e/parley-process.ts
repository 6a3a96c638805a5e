import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const READY_TIMEOUT_MS = 120_000;

/** The built product as a process of its own, as `npm start` runs it: started, killed and started again by tests. */
export class ParleyProcess {
  #child: ChildProcess | undefined;
  #log = "";
  #url = "";

  constructor(private readonly env: Record<string, string>) {}

  get url(): string {
    return this.#url;
  }

  /** What the process wrote, for the report of a failed test. */
  get log(): string {
    return this.#log;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error("Parley is not running");
    return this.#child.pid;
  }

  /** Resolves when it listens. A second start uses the same port, as browsers that are open expect. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["--enable-source-maps", path.join(root, "dist/server/main.js")], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        // Most of a start is reading modules, which are the same every time. Beside them, as a build clears that folder.
        NODE_COMPILE_CACHE: path.join(root, "dist/server/compiled"),
        PORT: this.#url ? new URL(this.#url).port : "0",
        ...this.env,
      },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.#log += chunk.toString()));
    const ready = new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Parley did not start in time:\n${this.#log}`)),
        READY_TIMEOUT_MS,
      );
      child.once("exit", (code) => reject(new Error(`Parley ended with exit code ${code}:\n${this.#log}`)));
      child.on("message", (message: { type?: string; url?: string }) => {
        if (message.type !== "ready" || !message.url) return;
        clearTimeout(timer);
        resolve(message.url);
      });
    });
    this.#url = await ready;
  }

  /** Ends the process and resolves with its exit code (null when a signal ended it). */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    await once(child, "exit");
    return child.exitCode;
  }
}
