/** What the evaluations share: an account in a database in memory, documents read through the product's own path. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pino } from "pino";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { AnswerResult, HistoryEntry } from "@/domain/agent/turn";
import type { Env } from "@/env";
import type { Agent } from "@/server/agent/pipeline";
import { openDatabase } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { accounts } from "@/server/db/schema";
import type { KnowledgeService } from "@/server/knowledge/service";
import { createKnowledgeAndAgent } from "@/server/wiring/knowledge-and-agent";

/** Progress and problems; standard output belongs to the result. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

export interface EvalAccount {
  id: string;
  name: string;
}

const notHere = () => Promise.reject(new Error("nothing is uploaded in an evaluation"));

/** The product's knowledge base and agent on a database in memory. Close it. */
export async function openEvaluation(env: Env) {
  // Only what goes wrong is worth a line.
  const logger = pino({ level: "error" }, pino.destination(2));
  const handle = await openDatabase({ logger });
  const answering = createKnowledgeAndAgent({
    env,
    db: handle.db,
    secretKey: new Uint8Array(32),
    // Documents are read here and now: the queue of the product only decides when.
    queue: { enqueue: async () => undefined },
    // No rule runs here.
    files: { keepFile: notHere, hasFile: async () => false },
    logger,
    now: () => new Date(),
  });
  return {
    db: handle.db,
    knowledge: answering.knowledge,
    agent: answering.agent,
    async addAccount(name: string): Promise<EvalAccount> {
      const account = { id: newId("account"), name };
      await handle.db.insert(accounts).values({ ...account, answerSettings: DEFAULT_ANSWER_SETTINGS });
      return account;
    },
    async close() {
      await answering.close();
      await handle.close();
    },
  };
}

/** Reads one document; one that fails is named on standard error. */
export async function addDocument(
  knowledge: KnowledgeService,
  accountId: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<void> {
  const added = await knowledge
    .addDocument({ accountId, name, bytes, uploadedBy: "eval" })
    .catch((error: unknown) => say(`${name}: ${error instanceof Error ? error.message : String(error)}`));
  if (!added || added.status === "duplicate") return;
  const key = { accountId, documentId: added.documentId };
  await knowledge.ingestDocument(key, new AbortController().signal);
  const { status, failureReason } = await knowledge.getDocument(key);
  if (status !== "ready") say(`${name}: ${status} (${failureReason ?? "no reason"})`);
}

/** Reads every file of a folder. */
export async function addFolder(knowledge: KnowledgeService, accountId: string, folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const [index, file] of files.entries()) {
    const bytes = new Uint8Array(readFileSync(path.join(file.parentPath, file.name)));
    await addDocument(knowledge, accountId, { name: file.name, bytes });
    if ((index + 1) % 25 === 0) say(`${index + 1} of ${files.length} documents`);
  }
}

/** Every k-th item, so that a small sample has all the file's kinds. */
export function sample<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor((index * items.length) / limit)]!);
}

/** The objects of a file with one JSON object a line. */
export const readJsonLines = <Item>(file: string): Item[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Item);

/** The earlier turns of a question of an evaluation: "customer", and anything else is the bot. */
export const historyOf = ({ history = [] }: { history?: { role: string; text: string }[] }): HistoryEntry[] =>
  history.map(({ role, text }) => ({ role: role === "customer" ? "customer" : "bot", text }));

/** Asks as a customer of the account would. */
export const askAgent = (
  agent: Pick<Agent, "answer">,
  account: EvalAccount,
  question: string,
  history: readonly HistoryEntry[] = [],
): Promise<AnswerResult> =>
  agent.answer(
    { accountId: account.id, accountName: account.name, question, history, settings: DEFAULT_ANSWER_SETTINGS },
    new AbortController().signal,
  );
