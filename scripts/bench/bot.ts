/** The bot's end of the talk with the benchmark. */
import { setTimeout as delay } from "node:timers/promises";
import {
  type BotCall,
  type BotCalls,
  type BotMessage,
  type BotRequest,
  type BotSettings,
  type Marks,
  monotonicMs,
  READY_LIMIT_MS,
} from "./protocol";

export const botSettings = (): BotSettings => JSON.parse(process.argv[2] ?? "") as BotSettings;

export const tell = (message: BotMessage): void => void process.send?.(message);

export type BotAnswers = {
  [Name in BotCall]: (input: BotCalls[Name]["input"]) => Promise<BotCalls[Name]["output"]>;
};

/** Answers the benchmark until it asks for the end, or goes away. */
export function serve(answers: BotAnswers): void {
  const answer = async ({ id, call, input }: BotRequest) => {
    try {
      // The union of requests pairs each name with its own input, which an indexed call cannot express.
      const run = answers[call] as (given: unknown) => Promise<unknown>;
      tell({ type: "result", id, output: await run(input) });
      if (call === "end") process.disconnect();
    } catch (error) {
      tell({ type: "error", id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on("message", (request: BotRequest) => void answer(request));
  process.on("disconnect", () => process.exit(0));
  tell({ type: "up" });
}

/** Null when it takes longer than a bot may take to be ready. */
export const withinReadyLimit = (ready: Promise<number>): Promise<number | null> =>
  Promise.race([ready, delay(READY_LIMIT_MS, null, { ref: false })]);

/** Collects the moments of round trips that come one after the other. */
export class MarkRecorder {
  #all: Record<string, Marks> = {};
  #current: Marks = {};

  /** A message with this text has arrived: what is marked from now on belongs to it. */
  begin(text: string): void {
    this.#current = { received: monotonicMs() };
    this.#all[text] = this.#current;
  }

  /** The first time counts. */
  mark(name: string): void {
    this.#current[name] ??= monotonicMs();
  }

  take(): Record<string, Marks> {
    const all = this.#all;
    this.#all = {};
    return all;
  }
}
