/** Measures what grounding lets through and what it stops; see HELP. */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { toChatText } from "@/domain/agent/plain-text";
import type { CitedSentence } from "@/domain/agent/turn";
import { readEnv } from "@/env";
import { type ChatRequest, type Script, startOpenAiServer } from "@/test/openai-server";
import { seeded } from "./bench/knowledge/seeded";
import { type EvalQuestion, typeOf } from "./eval-answers-scoring";
import { FALSE_KINDS, type FalseKind, type FalseSentence, falseSentence } from "./eval-grounding/false-sentences";
import { passageText, rightSentences, type ShownPassage } from "./eval-grounding/right-draft";
import { addFolder, askAgent, historyOf, openEvaluation, readJsonLines, sample, say } from "./eval-knowledge";

const HELP = `Usage: npm run -s eval:grounding -- --kb DIR [--limit N] [--seed N] [--show]

Builds a knowledge base in memory from DIR/documents through the product's own path, asks its answerable questions, and
lets a scripted model answer them: with the sentences of the reference answer that the retrieved passages hold, each
citing the passage that holds it, and with one false sentence among them: a right one but for a number, a date, a price
or a name (in turn) that no passage has. Questions whose answer was not retrieved are left out.

  --kb DIR    folder with documents/ and questions.jsonl (as for eval:answers)
  --limit N   ask at most N questions, spread evenly over the file; default 200
  --seed N    other false sentences; default 1
  --show      write what was decided wrongly to stderr

The result: { answers, falseStopped, trueKept, byKind }. answers is a count; falseStopped is the share of the false
sentences that were not sent, trueKept the share of the right ones that were, byKind falseStopped by what was wrong.
`;

interface Case {
  right: CitedSentence[];
  wrong: FalseSentence;
}

const rate = (count: number, of: number): number => (of === 0 ? 0 : Math.round((count / of) * 10_000) / 10_000);
const referenceOf = ({ answer, answers }: EvalQuestion): string => answer ?? answers?.[0] ?? "";
const isAnswerable = (question: EvalQuestion): boolean =>
  typeOf(question) === "answerable" && referenceOf(question) !== "";

async function evaluate(kb: string, options: { limit: number; seed: number; show: boolean }) {
  const random = seeded(options.seed);
  const server = await startOpenAiServer();
  const env = readEnv({
    ...process.env,
    OPENAI_API_KEY: "scripted",
    OPENAI_BASE_URL: server.url,
    OPENAI_EMBEDDING_MODEL: undefined,
  });
  const evaluation = await openEvaluation(env);
  let asked: { question: EvalQuestion; kind: FalseKind; made: Case | undefined } | undefined;

  /** The right answer with a false sentence in it, or a handover when the passages don't hold the answer. */
  function answerTo({ data }: ChatRequest): Script {
    const { passages, lastMessage, question } = (data ?? {}) as {
      passages?: ShownPassage[];
      lastMessage?: string;
      question?: string;
    };
    if (!passages) return { kind: "reply", content: rewritten(asked?.question, lastMessage ?? question ?? "") };
    const right = asked
      ? rightSentences(
          { reference: referenceOf(asked.question), evidence: [asked.question.evidence ?? []].flat() },
          passages,
        )
      : [];
    const base = right[random.between(0, Math.max(0, right.length - 1))];
    if (!asked || !base) return { kind: "reply", content: { action: "handoff", sentences: [] } };
    const wrong = falseSentence(base.text, asked.kind, passages.map(passageText).join("\n"), random);
    asked.made = { right, wrong };
    const sentences = right.toSpliced(random.between(0, right.length), 0, {
      text: wrong.text,
      citations: base.citations,
    });
    return { kind: "reply", content: { action: "answer", sentences } };
  }
  server.whenChat(answerTo);

  const counts = { answers: 0, stopped: 0, right: 0, kept: 0 };
  const byKind = Object.fromEntries(FALSE_KINDS.map((kind) => [kind, { n: 0, stopped: 0 }])) as Record<
    FalseKind,
    { n: number; stopped: number }
  >;
  try {
    const account = await evaluation.addAccount(path.basename(path.resolve(kb)));
    await addFolder(evaluation.knowledge, account.id, path.join(kb, "documents"));
    const questions = readJsonLines<EvalQuestion>(path.join(kb, "questions.jsonl")).filter(isAnswerable);
    for (const question of sample(questions, options.limit)) {
      asked = { question, kind: FALSE_KINDS[counts.answers % FALSE_KINDS.length]!, made: undefined };
      const result = await askAgent(evaluation.agent, account, question.question, historyOf(question));
      const { made, kind } = asked;
      if (!made) continue;
      counts.answers++;
      byKind[kind].n++;
      const sent = result.decision === "answer" ? result.reply : "";
      const wasSent = (text: string) => sent.includes(toChatText(text));
      const right = made.right.map(({ text }) => text);
      const lost = right.filter((text) => !wasSent(text));
      counts.right += right.length;
      counts.kept += right.length - lost.length;
      const isStopped = !wasSent(made.wrong.text);
      if (isStopped) {
        counts.stopped++;
        byKind[kind].stopped++;
      }
      if (options.show && (!isStopped || lost.length > 0))
        say(
          JSON.stringify({
            question: question.question,
            sentFalse: isStopped ? undefined : made.wrong,
            lost,
            reason: result.handoffReason,
            dropped: result.trace.dropped,
          }),
        );
    }
  } finally {
    await evaluation.close();
    await server.close();
  }
  return {
    answers: counts.answers,
    falseStopped: rate(counts.stopped, counts.answers),
    trueKept: rate(counts.kept, counts.right),
    byKind: Object.fromEntries(FALSE_KINDS.map((kind) => [kind, rate(byKind[kind].stopped, byKind[kind].n)])),
  };
}

/** What a model makes of a question: the same with what was talked about before. */
function rewritten(question: EvalQuestion | undefined, text: string): string {
  const before = (question?.history ?? []).findLast(({ role }) => role === "customer")?.text;
  return before === undefined ? text : `${text} (${before.slice(0, 200)})`;
}

const { values } = parseArgs({
  options: {
    kb: { type: "string" },
    limit: { type: "string" },
    seed: { type: "string" },
    show: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});
const [limit, seed] = [Number(values.limit ?? 200), Number(values.seed ?? 1)];
if (values.help || !values.kb || !Number.isInteger(limit) || limit < 1 || !Number.isInteger(seed)) {
  process.stderr.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (!["documents", "questions.jsonl"].every((name) => existsSync(path.join(values.kb ?? "", name)))) {
  say(`${values.kb} is no knowledge base: it needs a folder documents/ and a file questions.jsonl.`);
  process.exitCode = 2;
} else {
  const result = await evaluate(values.kb, { limit, seed, show: values.show ?? false });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
