/** What the benchmark and the two bots it compares say to each other, each bot being a process of its own. */
import type { ChromiumLaunch } from "@/server/browser/find-chromium";

/** Given to a bot as its only argument, as JSON. */
export interface BotSettings {
  /** Of its database and its browsers' profiles; its browsers are told from all others by it. */
  dataDir: string;
  chromium: ChromiumLaunch;
  /** Lead the browser to the simulated WhatsApp. */
  launchArgs: string[];
}

/** Moments of one round trip by the machine's monotonic clock, which all processes share. In ms. */
export type Marks = Record<string, number>;

/** Name → what goes in, what comes out. Sessions are numbered from 1; each has a phone of its own. */
export interface BotCalls {
  /**
   * Connects, asking for a scan when it is not linked. Answers how long it took from the call to `ready`, in ms, or null
   * when it was not ready within READY_LIMIT_MS: it has to be closed then.
   */
  open: { input: number; output: number | null };
  /** Ends the connection and its browser; the session stays linked. */
  close: { input: number; output: null };
  /** By the text of the message that was echoed; and forgets them. */
  takeMarks: { input: null; output: Record<string, Marks> };
  /** Resident memory of the bot's own process, in bytes. */
  readRss: { input: null; output: number };
  /** Ends what runs besides connections; the process then exits by itself. */
  end: { input: null; output: null };
}
export type BotCall = keyof BotCalls;

export type BotRequest = { [Name in BotCall]: { id: number; call: Name; input: BotCalls[Name]["input"] } }[BotCall];
export type BotMessage =
  | { type: "up" }
  | { type: "qr"; session: number; qr: string }
  | { type: "result"; id: number; output: unknown }
  | { type: "error"; id: number; error: string };

/** The stock library waits for ever when the synchronisation ends before it listens for that. */
export const READY_LIMIT_MS = 15_000;

export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
