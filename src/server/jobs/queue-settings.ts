import type { Queue } from "pg-boss";
import type { DatabaseHandle } from "../db/client";
import type { JobName } from "./names";

/** Where jobs end that failed every time; nothing works on it, people look into it. */
export const DEAD_LETTER_QUEUE = "dead";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** After this long a running job is taken for stuck: its signal fires and it is tried again. */
const EXPIRE_AFTER_SECONDS: Record<JobName, number> = {
  ingest: 60 * MINUTE,
  // Half an hour of reading at most, and the pauses that sites ask for.
  crawl: 60 * MINUTE,
  examine_knowledge: 15 * MINUTE,
  // Two thousand questions at most with a model that is asked over the network.
  group_questions: 15 * MINUTE,
  // A large account with the embedded model: some fifteen passages a second.
  embed_anew: 8 * 60 * MINUTE,
  // Five hundred questions with a slow model; what has been asked is not asked again.
  evaluate: 4 * 60 * MINUTE,
  answer: 5 * MINUTE,
  transcribe: 2 * MINUTE,
  mail: 2 * MINUTE,
  webhook: MINUTE,
  timed_rules: 5 * MINUTE,
  // Years of messages, the first time.
  roll_up: 60 * MINUTE,
  // Its share of conversations, after the figures are rolled up.
  remove_old: 60 * MINUTE,
  remove_account: 15 * MINUTE,
};

/**
 * Tries after the first; with the delays below those of an answer span about a quarter of an hour. A transcript that is
 * late helps nobody: the customer has been asked to write by then. A mail is tried for about an hour: mail servers are
 * restarted, and some put strangers off for a while. A webhook is tried for about ten minutes. A document is read four
 * times; the last try gives up.
 */
const RETRY_LIMIT: Record<JobName, number> = {
  ingest: 4,
  crawl: 3,
  examine_knowledge: 2,
  // It goes on where it was, with the next question at the latest.
  group_questions: 4,
  embed_anew: 20,
  evaluate: 3,
  answer: 6,
  transcribe: 2,
  mail: 20,
  webhook: 8,
  // The next one comes a minute later.
  timed_rules: 0,
  // It goes on where it was, and the next one comes within hours.
  roll_up: 2,
  // It goes on where it was, and the next one comes within hours.
  remove_old: 2,
  remove_account: 12,
};

/** A process that was killed is noticed when its job's sign of life is this old. */
const HEARTBEAT_SECONDS = 10;

/**
 * `singleton`: one job per key runs at a time, any number may wait. Policies that allow one waiting job per key would
 * lose a wake-up: a row is inserted, its job is dropped because one waits already, and that one runs and finds nothing
 * because the row is not committed yet. Jobs too many find nothing to do, which is harmless.
 */
export function queueSettings(name: JobName, kind: DatabaseHandle["kind"]): Omit<Queue, "name"> {
  return {
    policy: "singleton",
    notify: true,
    retryLimit: RETRY_LIMIT[name],
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 5 * MINUTE,
    expireInSeconds: EXPIRE_AFTER_SECONDS[name],
    deleteAfterSeconds: DAY,
    deadLetter: DEAD_LETTER_QUEUE,
    // The embedded database serves one process, which cannot outlive its own jobs; there a heartbeat could only be late
    // (a laptop that slept) and run a job twice at once.
    ...(kind === "postgres" ? { heartbeatSeconds: HEARTBEAT_SECONDS } : {}),
  };
}

/** How often a worker looks by itself; new jobs wake it at once, so this bounds the delay of retries alone. */
export const POLLING = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 } as const;

/** How often jobs of killed processes are looked for, on a server: such a job runs again after about 15 s. */
export const SUPERVISION = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 } as const;
