/**
 * Measures how questions are put together, on questions whose meaning somebody has labelled: pairs put together rightly,
 * of all put together (precision) and of all that belong together (recall), and how many groups there are, for several
 * thresholds and orders of asking. Prints one JSON object per line.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  groupFor,
  type LikeLimits,
  type NewQuestion,
  type QuestionSign,
  signOf,
} from "@/domain/knowledge/gaps/group-questions";
import { asksSomething, termsOfQuestion } from "@/domain/knowledge/gaps/question-terms";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";

const USAGE =
  "Usage: npm run -s eval:questions -- --questions QUESTIONS.jsonl [--text query] [--label gold_passage_id] [--sample 1000] [--words]\n";
const ORDERS = 5;

interface Labelled {
  text: string;
  label: string;
}

/** The same numbers in every run (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed);
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as Item, copy[at] as Item];
  }
  return copy;
}

interface Grouped {
  label: string;
  group: number;
}

function groupAll(questions: readonly (NewQuestion & { label: string })[], limits: LikeLimits) {
  const groups: (QuestionSign & { index: number })[] = [];
  return questions.map((question): Grouped => {
    const known = groupFor(question, groups, limits);
    if (!known) groups.push({ ...signOf(question), index: groups.length });
    return { label: question.label, group: known?.index ?? groups.length - 1 };
  });
}

const pairs = (count: number) => (count * (count - 1)) / 2;
const counted = (keys: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
};
const pairsIn = (keys: readonly string[]) => counted(keys).reduce((sum, count) => sum + pairs(count), 0);

function scores(grouped: readonly Grouped[]) {
  const right = pairsIn(grouped.map(({ label, group }) => `${group}\n${label}`));
  const together = pairsIn(grouped.map(({ group }) => String(group)));
  const alike = pairsIn(grouped.map(({ label }) => label));
  return {
    precision: together === 0 ? 1 : right / together,
    recall: alike === 0 ? 1 : right / alike,
    groups: new Set(grouped.map(({ group }) => group)).size,
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 1_000) / 1_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      questions: { type: "string" },
      text: { type: "string", default: "query" },
      label: { type: "string", default: "gold_passage_id" },
      sample: { type: "string", default: "1000" },
      words: { type: "boolean", default: false },
    },
  });
  if (!values.questions) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const row = z.record(z.string(), z.unknown());
  const lines = (await readFile(values.questions, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const all = lines.flatMap((line): Labelled[] => {
    const { [values.text]: text, [values.label]: label } = row.parse(JSON.parse(line));
    return typeof text === "string" && label != null && asksSomething(text) ? [{ text, label: String(label) }] : [];
  });
  const sample = shuffled(all, 1).slice(0, Number(values.sample));
  const embedding = createEmbeddedEmbeddingModel();
  const vectors = values.words ? [] : await embedding.embed(sample.map(({ text }) => text));
  await embedding.close();
  const questions = sample.map(({ text, label }, index) => ({
    label,
    vector: vectors[index] ?? null,
    terms: termsOfQuestion(text),
  }));
  const thresholds = values.words ? [0.5, 0.6, 0.7, 0.8] : [0.5, 0.55, 0.6, 0.65, 0.7];
  for (const threshold of thresholds) {
    const limits = { meaning: threshold, words: threshold };
    const runs = Array.from({ length: ORDERS }, (_, order) => scores(groupAll(shuffled(questions, order + 2), limits)));
    const [precision, recall] = [mean(runs.map((run) => run.precision)), mean(runs.map((run) => run.recall))];
    const f = runs.map((run) => (2 * run.precision * run.recall) / (run.precision + run.recall || 1));
    process.stdout.write(
      `${JSON.stringify({
        threshold,
        questions: questions.length,
        meanings: new Set(questions.map(({ label }) => label)).size,
        groups: Math.round(mean(runs.map((run) => run.groups))),
        precision: round(precision),
        recall: round(recall),
        f1: round(mean(f)),
        f1SpreadByOrder: round(Math.max(...f) - Math.min(...f)),
      })}\n`,
    );
  }
}

await main();
