/** Measures the agent over a folder of documents and questions; see HELP. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { HistoryEntry } from "@/domain/agent/turn";
import { containsEvidence } from "@/domain/evaluation/text-match";
import { type Env, readEnv } from "@/env";
import type { Agent } from "@/server/agent/pipeline";
import { openDatabase } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { accounts } from "@/server/db/schema";
import type { KnowledgeService } from "@/server/knowledge/service";
import { createKnowledgeAndAgent } from "@/server/wiring/knowledge-and-agent";
import { containsAnswer, type EvalQuestion, type EvalRow, summarize, typeOf } from "./eval-answers-scoring";

const HELP = `Usage: npm run -s eval:answers -- --kb DIR [--limit N] [--out ROWS.jsonl]

Builds a knowledge base in memory from DIR/documents through the product's own path, asks every question of
DIR/questions.jsonl through the agent, and prints one JSON object on stdout. Progress goes to stderr.

  --kb DIR       folder with documents/ and questions.jsonl
  --limit N      ask only N questions, spread evenly over the file
  --out FILE     one JSON line per question: type, question, reply, decision, band, score, citations,
                 evidenceRetrieved, answerContained, ms

A line of questions.jsonl has question, and optionally type, answer (or answers), evidence (string or list) and
history ([{role, text}], oldest first; role "customer", anything else is the bot).

The result: { n, answerable: { n, answered, evidenceRetrieved, answerContained }, unanswerable: { n, declined },
byType: { TYPE: { n, decisions, evidenceRetrieved, answerContained } }, msPerQuestion }.
Every n and the decisions are counts; all other figures are shares of their n, from 0 to 1.
  answerable         types answerable and partial, and questions without a type
  unanswerable       types unanswerable and out_of_scope; other types appear only in byType
  answered           the decision was "answer", plainly or hedged; declined is any other decision
  evidenceRetrieved  an evidence string (white space and case folded) stands in the passages the answer was made from;
                     passages of one document that overlap are joined first
  answerContained    answered, and at least half of the reference answer's words stand in the reply

With OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_EMBEDDING_MODEL) a model writes the answers; without it
they are picked from the documents.
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function ingest(knowledge: KnowledgeService, accountId: string, folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const [index, file] of files.entries()) {
    const bytes = new Uint8Array(readFileSync(path.join(file.parentPath, file.name)));
    const added = await knowledge
      .addDocument({ accountId, name: file.name, bytes, uploadedBy: "eval" })
      .catch((error: unknown) => say(`${file.name}: ${error instanceof Error ? error.message : String(error)}`));
    if (!added || added.status === "duplicate") continue;
    const key = { accountId, documentId: added.documentId };
    await knowledge.ingestDocument(key, new AbortController().signal);
    const { status, failureReason } = await knowledge.getDocument(key);
    if (status !== "ready") say(`${file.name}: ${status} (${failureReason ?? "no reason"})`);
    if ((index + 1) % 25 === 0) say(`${index + 1} of ${files.length} documents`);
  }
}

const historyOf = (question: EvalQuestion): HistoryEntry[] =>
  (question.history ?? []).map(({ role, text }) => ({ role: role === "customer" ? "customer" : "bot", text }));

async function ask(agent: Agent, account: { id: string; name: string }, question: EvalQuestion): Promise<EvalRow> {
  const started = performance.now();
  const result = await agent.answer(
    {
      accountId: account.id,
      accountName: account.name,
      question: question.question,
      history: historyOf(question),
      settings: DEFAULT_ANSWER_SETTINGS,
    },
    new AbortController().signal,
  );
  return {
    type: typeOf(question),
    question: question.question,
    reply: result.reply,
    decision: result.decision,
    band: result.band,
    score: result.score,
    citations: result.citations.map(({ documentName, page, heading, text }) => ({
      document: documentName,
      page,
      heading,
      text,
    })),
    evidenceRetrieved: containsEvidence(result.trace.passages, question.evidence),
    answerContained: result.decision === "answer" && containsAnswer(question, result.reply),
    ms: Math.round(performance.now() - started),
  };
}

/** Every k-th question, so that a small sample has all the file's kinds. */
function sample<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor((index * items.length) / limit)]!);
}

async function evaluate(env: Env, kb: string, limit: number): Promise<EvalRow[]> {
  // Standard output belongs to the result; only what goes wrong is worth a line.
  const logger = pino({ level: "error" }, pino.destination(2));
  const handle = await openDatabase({ logger });
  const { db } = handle;
  const account = { id: newId("account"), name: path.basename(path.resolve(kb)) };
  await db.insert(accounts).values({ ...account, answerSettings: DEFAULT_ANSWER_SETTINGS });
  // Documents are read here and now: the queue of the product only decides when.
  const queue = { enqueue: async () => undefined };
  const answering = createKnowledgeAndAgent({
    env,
    db,
    secretKey: new Uint8Array(32),
    queue,
    logger,
    now: () => new Date(),
  });
  try {
    await ingest(answering.knowledge, account.id, path.join(kb, "documents"));
    const lines = readFileSync(path.join(kb, "questions.jsonl"), "utf8").split("\n");
    const questions = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as EvalQuestion);
    const rows: EvalRow[] = [];
    for (const question of sample(questions, limit)) {
      rows.push(await ask(answering.agent, account, question));
      if (rows.length % 25 === 0) say(`${rows.length} questions asked`);
    }
    return rows;
  } finally {
    await answering.close();
    await handle.close();
  }
}

const { values } = parseArgs({
  options: {
    kb: { type: "string" },
    limit: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
const limit = Number(values.limit ?? Number.MAX_SAFE_INTEGER);
if (values.help || !values.kb || !Number.isInteger(limit) || limit < 1) {
  process.stderr.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (!["documents", "questions.jsonl"].every((name) => existsSync(path.join(values.kb ?? "", name)))) {
  say(`${values.kb} is no knowledge base: it needs a folder documents/ and a file questions.jsonl.`);
  process.exitCode = 2;
} else {
  const rows = await evaluate(readEnv(), values.kb, limit);
  if (values.out) {
    mkdirSync(path.dirname(path.resolve(values.out)), { recursive: true });
    writeFileSync(values.out, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
  process.stdout.write(`${JSON.stringify(summarize(rows))}\n`);
}
