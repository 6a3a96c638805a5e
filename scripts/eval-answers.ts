/** Measures the agent over a folder of documents and questions; see HELP. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { containsEvidence } from "@/domain/evaluation/text-match";
import { type Env, readEnv } from "@/env";
import type { Agent } from "@/server/agent/pipeline";
import {
  containsAnswer,
  type EvalQuestion,
  type EvalRow,
  type FollowUpRow,
  isFollowUp,
  summarize,
  summarizeFollowUps,
  typeOf,
} from "./eval-answers-scoring";
import { addFolder, askAgent, historyOf, openEvaluation, readJsonLines, sample, say } from "./eval-knowledge";

const HELP = `Usage: npm run -s eval:answers -- --kb DIR [--limit N] [--out ROWS.jsonl] [--follow-ups]

Builds a knowledge base in memory from DIR/documents through the product's own path, asks every question of
DIR/questions.jsonl through the agent, and prints one JSON object on stdout. Progress goes to stderr.

  --kb DIR       folder with documents/ and questions.jsonl
  --limit N      ask only N questions, spread evenly over the file
  --out FILE     one JSON line per question: type, question, reply, decision, band, score, citations,
                 evidenceRetrieved, answerContained, ms

  --follow-ups   ask only answerable questions that have a history, each with it and without it

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

With --follow-ups the result is { n, evidenceRetrieved: { withHistory, bare } }: what knowing the conversation is worth.

With OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_EMBEDDING_MODEL) a model writes the answers; without it
they are picked from the documents.
`;

interface Account {
  id: string;
  name: string;
}

async function ask(agent: Agent, account: Account, question: EvalQuestion): Promise<EvalRow> {
  const started = performance.now();
  const result = await askAgent(agent, account, question.question, historyOf(question));
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

/** One question, once in its conversation and once out of it. */
async function askBothWays(agent: Agent, account: Account, question: EvalQuestion): Promise<FollowUpRow> {
  const inConversation = await ask(agent, account, question);
  const bare = await ask(agent, account, { ...question, history: [] });
  return { withHistory: inConversation.evidenceRetrieved, bare: bare.evidenceRetrieved };
}

async function evaluate<Row>(
  { env, kb, limit }: { env: Env; kb: string; limit: number },
  isAsked: (question: EvalQuestion) => boolean,
  askOne: (agent: Agent, account: Account, question: EvalQuestion) => Promise<Row>,
): Promise<Row[]> {
  const evaluation = await openEvaluation(env);
  try {
    const account = await evaluation.addAccount(path.basename(path.resolve(kb)));
    await addFolder(evaluation.knowledge, account.id, path.join(kb, "documents"));
    const questions = readJsonLines<EvalQuestion>(path.join(kb, "questions.jsonl")).filter(isAsked);
    const rows: Row[] = [];
    for (const question of sample(questions, limit)) {
      rows.push(await askOne(evaluation.agent, account, question));
      if (rows.length % 25 === 0) say(`${rows.length} questions asked`);
    }
    return rows;
  } finally {
    await evaluation.close();
  }
}

const { values } = parseArgs({
  options: {
    kb: { type: "string" },
    limit: { type: "string" },
    out: { type: "string" },
    "follow-ups": { type: "boolean" },
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
} else if (values["follow-ups"]) {
  const rows = await evaluate({ env: readEnv(), kb: values.kb, limit }, isFollowUp, askBothWays);
  process.stdout.write(`${JSON.stringify(summarizeFollowUps(rows))}\n`);
} else {
  const rows = await evaluate({ env: readEnv(), kb: values.kb, limit }, () => true, ask);
  if (values.out) {
    mkdirSync(path.dirname(path.resolve(values.out)), { recursive: true });
    writeFileSync(values.out, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
  process.stdout.write(`${JSON.stringify(summarize(rows))}\n`);
}
