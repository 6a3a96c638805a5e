/** The benchmark's end: one bot in a process of its own, with its phones. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { projectPath } from "@/server/project-root";
import type { Phone } from "../../e2e/whatsapp-web/phone";
import type { Simulator } from "../../e2e/whatsapp-web/server";
import type { BotCall, BotCalls, BotMessage, BotSettings } from "./protocol";

export type BotName = "parley" | "bare";

/** Long enough for a browser on a busy machine; what takes longer hangs. */
const CALL_TIMEOUT_MS = 60_000;

interface Waiting {
  resolve: (output: never) => void;
  reject: (error: Error) => void;
}

export class BotProcess {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(
    readonly name: BotName,
    readonly dataDir: string,
    private readonly child: ChildProcess,
    private readonly simulator: Simulator,
  ) {
    child.on("message", (message: BotMessage) => this.#receive(message));
    child.on("exit", (code) => this.#fail(new Error(`the ${name} bot ended with exit code ${code}`)));
  }

  static async start(name: BotName, settings: BotSettings, simulator: Simulator): Promise<BotProcess> {
    const child = fork(path.join(import.meta.dirname, `${name}-bot.ts`), [JSON.stringify(settings)], {
      cwd: projectPath(),
      execArgv: ["--import", "tsx"],
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
