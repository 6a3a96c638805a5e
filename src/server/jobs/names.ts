import { z } from "zod";

const id = z.string().min(1).max(64);

/** What each kind of job carries: ids only, the truth is in the tables. Names and fields are stored: never rename. */
export const jobSchemas = {
  /** Read a document, cut it into chunks and index it. */
  ingest: z.strictObject({ accountId: id, documentId: id }),
  /** Read the pages of a web source and have what is new in them read as documents. */
  crawl: z.strictObject({ accountId: id, webSourceId: id }),
  /** Look for what is wrong in an account's documents as a whole. */
  examine_knowledge: z.strictObject({ accountId: id }),
  /** Put the new questions of an account into groups that mean the same. */
  group_questions: z.strictObject({ accountId: id }),
  /** Make the vectors of an account's passages with another model. */
  embed_anew: z.strictObject({ accountId: id, embeddingModel: z.string().min(1).max(200) }),
  /** Ask the questions of a test run. */
  evaluate: z.strictObject({ accountId: id, runId: id }),
  /** Answer the messages of a conversation that wait for it. */
  answer: z.strictObject({ accountId: id, conversationId: id }),
  /** Write down what is said in a recording. */
  transcribe: z.strictObject({ accountId: id, mediaId: id }),
  /** Send a mail. */
  mail: z.strictObject({ mailId: id }),
  /** Call another system that a rule names. */
  webhook: z.strictObject({ accountId: id, deliveryId: id }),
  /** Look for conversations of an account whose time has come by a rule. */
  timed_rules: z.strictObject({ accountId: id }),
  /** Add up what happened in an account and can't change any more. */
  roll_up: z.strictObject({ accountId: id }),
  /** Remove what an account keeps no longer. */
  remove_old: z.strictObject({ accountId: id }),
  /** Remove what is left of an account that its owner deleted. */
  remove_account: z.strictObject({
    accountId: id,
    /** When its owner asked, in milliseconds since 1970. */
    since: z.number(),
  }),
} as const;

export type JobName = keyof typeof jobSchemas;
export type JobData<Name extends JobName> = z.infer<(typeof jobSchemas)[Name]>;

export const JOB_NAMES = Object.keys(jobSchemas) as JobName[];

/** Whose job it is, of those kinds whose places accounts share out. */
export const jobOwner = <Name extends JobName>(name: Name, data: JobData<Name>): string | undefined =>
  name === "ingest" ? (data as JobData<"ingest">).accountId : undefined;

/** Of these an account has one at a time. */
const OF_ACCOUNT: ReadonlySet<JobName> = new Set([
  "remove_account",
  "timed_rules",
  "examine_knowledge",
  "group_questions",
  "embed_anew",
  "roll_up",
  "remove_old",
]);

/** Jobs with the same name and key never run at the same time, in any process. */
export function jobKey<Name extends JobName>(name: Name, data: JobData<Name>): string {
  const fields = data as JobData<"ingest"> &
    JobData<"answer"> &
    JobData<"transcribe"> &
    JobData<"mail"> &
    JobData<"crawl"> &
    JobData<"webhook"> &
    JobData<"evaluate">;
  if (name === "ingest") return fields.documentId;
  if (name === "crawl") return fields.webSourceId;
  if (name === "mail") return fields.mailId;
  if (name === "webhook") return fields.deliveryId;
  if (name === "evaluate") return fields.runId;
  if (OF_ACCOUNT.has(name)) return fields.accountId;
  return name === "answer" ? fields.conversationId : fields.mediaId;
}
