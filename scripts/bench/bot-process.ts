/** The benchmark's end: one bot in a process of its own, with its phones. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { projectPath } from "@/server/project-root";
import type { Phone } from "../../e2e/whatsapp-web/phone";
import type { Simulator } from "../../e2e/whatsapp-web/server";
import { bundleServer } from "../bundle-server";
import type { BotCall, BotCalls, BotMessage, BotSettings } from "./protocol";

export type BotName = "parley" | "bare";

/** Both bots as production would run them. */
export const bundleBots = (programsDir: string): Promise<void> =>
  bundleServer(programsDir, { "parley-bot": "scripts/bench/parley-bot.ts", "bare-bot": "scripts/bench/bare-bot.ts" });

/** Long enough for a browser on a busy machine; what takes longer hangs. */
const CALL_TIMEOUT_MS = 60_000;
const OPEN_ATTEMPTS = 4;

interface Waiting {
  resolve: (output: never) => void;
  reject: (error: Error) => void;
}

export class BotProcess {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #hungStarts = 0;

  private constructor(
    readonly name: BotName,
    readonly dataDir: string,
    private readonly child: ChildProcess,
    private readonly simulator: Simulator,
  ) {
    child.on("message", (message: BotMessage) => this.#receive(message));
    child.on("exit", (code) => this.#fail(new Error(`the ${name} bot ended with exit code ${code}`)));
  }

  /** `programsDir` holds both bots as `bundleBots` writes them. */
  static async start(
    name: BotName,
    { programsDir, simulator, ...settings }: BotSettings & { programsDir: string; simulator: Simulator },
  ): Promise<BotProcess> {
    const child = fork(path.join(programsDir, `${name}-bot.js`), [JSON.stringify(settings)], {
      cwd: projectPath(),
      execArgv: [],
      // What a library prints must not get into the result.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const bot = new BotProcess(name, settings.dataDir, child, simulator);
    await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error(`the ${name} bot did not start`))),
    ]);
    return bot;
  }

  /** Each session of each bot has a phone of its own. */
  phone(session: number): Phone {
    return this.simulator.phone(`4930${this.name === "parley" ? 1 : 2}00${session}`);
  }

  /** Until it is ready, starting anew when it hangs. @returns how long the start that succeeded took, in ms */
  async open(session: number): Promise<number> {
    for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt++) {
      const ms = await this.call("open", session);
      if (ms !== null) return ms;
      this.#hungStarts += 1;
      await this.close(session);
    }
    throw new Error(`the ${this.name} bot was never ready`);
  }

  async close(session: number): Promise<void> {
    await this.call("close", session);
  }

  /** Starts that never got ready, so far. */
  get hungStarts(): number {
    return this.#hungStarts;
  }

  call<Name extends BotCall>(call: Name, input: BotCalls[Name]["input"]): Promise<BotCalls[Name]["output"]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#take(id)?.reject(new Error(`the ${this.name} bot did not answer "${call}"`)),
        CALL_TIMEOUT_MS,
      );
      const settle =
        <Value>(how: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          how(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.child.send({ id, call, input });
    });
  }

  /** Its browsers end with it. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    await this.call("end", null).catch(() => this.child.kill("SIGKILL"));
    await exited;
  }

  #receive(message: BotMessage): void {
    if (message.type === "qr") this.#scan(message.session, message.qr);
    else if (message.type === "result") this.#take(message.id)?.resolve(message.output as never);
    else if (message.type === "error") this.#take(message.id)?.reject(new Error(message.error));
  }

  #scan(session: number, qr: string): void {
    const phone = this.phone(session);
    if (!phone.isLinked && !qr.startsWith("undefined,")) this.simulator.scan(qr, phone);
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
