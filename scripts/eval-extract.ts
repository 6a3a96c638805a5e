/** Measures how documents are read over a folder of files with a manifest; see HELP. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_OCR_LIMITS } from "@/server/knowledge/ocr/limits";
import { DEFAULT_PARSE_LIMITS } from "@/server/knowledge/parsers/limits";
import {
  describeExpectation,
  expectationOf,
  f1Of,
  type ManifestItem,
  problemsOf,
  type References,
} from "./eval-extract-expectation";
import type { ItemReading } from "./eval-extract-item";
import { type ItemGroup, type ItemScore, summarizeExtraction } from "./eval-extract-scoring";

const HELP = `Usage: npm run -s eval:extract -- --dir DIR [--only TEXT] [--ocr LANGUAGES]

Reads every document that DIR/manifest.jsonl lists, as an upload would be read (in a thread, within the product's
limits), and prints one JSON object on stdout. Progress goes to stderr.

  --dir DIR     folder with manifest.jsonl; items whose file lies under pdf/, docx/ or text/ are read
  --only TEXT   only items with TEXT in their id
  --ocr LANGUAGES   reads scanned pages too, with tesseract (eng,spa). Scans then end as ready and come to an f1, but not as
                the words of expect ask, which are those of a reader without it

An item has id, file and expect (the wish, in words), and optionally password, truth and ref (paths of texts to compare
with). Texts named ref/FILE.{truth,raw,layout,pandoc,docx2txt}.txt beside a file are taken too.

The result: { items, asExpected, crashes, hangs, f1: { pdf, docx, text }, maxPeakMb, byItem: [{ id, status, expectation,
expected, problems, f1, ms, peakMb }] }. items, asExpected, crashes and hangs are counts.
  expected   it ended as the words of expect ask (ready, a failure, or either), with a reason that fits; a ready text is
             not empty, and comes to F1 .9 with the truth where expect names it, otherwise with one of its references.
             A file with a password must ask for it, and is then read with it
  f1         from 0 to 1, of words as multisets (of characters for Chinese and Japanese): against the truth where expect
             names it, otherwise against raw, pandoc, docx2txt, layout or truth, the first that there is
  crashes    a parser broke, or the process ended without a result; hangs gave none long after the time limit
  peakMb     each item is read in a process of its own; the largest resident memory that the system saw, with its thread
             and about 100 MB that the process takes for itself
`;

/** Beyond the product's own time limit, which must have ended it by then. */
const GRACE_MS = 15_000;
/** More would slow each other down and end in time limits that one file alone never meets. */
const AT_ONCE = Math.min(2, availableParallelism());
const CHILD = path.join(import.meta.dirname, "eval-extract-item.ts");
const GROUPS: readonly ItemGroup[] = ["pdf", "docx", "text"];
const REFERENCE_KINDS = ["truth", "raw", "layout", "pandoc", "docx2txt"];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const groupOf = ({ file }: ManifestItem) => GROUPS.find((group) => file.startsWith(`${group}/`));

/** Reads the file in a child process: it can crash, hang and take memory without harm to the others. */
function readApart(file: string, password = ""): Promise<ItemReading | "crashed" | "hung"> {
  const child = fork(CHILD, [file, password, values.ocr ?? ""], {
    serialization: "advanced",
    stdio: ["ignore", 2, 2, "ipc"],
  });
  return new Promise((resolve) => {
    const limitMs = DEFAULT_PARSE_LIMITS.timeoutMs + (values.ocr ? DEFAULT_OCR_LIMITS.timeoutMs : 0);
    const alarm = setTimeout(() => finish("hung"), limitMs + GRACE_MS);
    const finish = (reading: ItemReading | "crashed" | "hung") => {
      clearTimeout(alarm);
      child.kill("SIGKILL");
      resolve(reading);
    };
    child.once("message", (reading) => finish(reading as ItemReading));
    child.once("error", () => finish("crashed"));
    // What it said may still be on its way when it is gone; it has all been heard when the line is down.
    const ended = Promise.all([once(child, "exit"), once(child, "disconnect")]);
    ended.then(
      () => finish("crashed"),
      () => finish("crashed"),
    );
  });
}

/** By kind: what the manifest lists and what lies in the folder `ref` beside the file. */
function referencesOf(folder: string, { file, truth, ref = [] }: ManifestItem): References {
  const byConvention = REFERENCE_KINDS.map((kind) =>
    path.join(path.dirname(file), "ref", `${path.basename(file)}.${kind}.txt`),
  );
  const paths = [...ref, ...(truth ? [truth] : []), ...byConvention]
    .map((name) => path.join(folder, name))
    .filter((name) => existsSync(name));
  return Object.fromEntries(paths.map((name) => [kindOf(name), readFileSync(name, "utf8")]));
}

const kindOf = (name: string) => /\.([^.]+)\.txt$/.exec(name)?.[1] ?? "raw";

async function score(folder: string, item: ManifestItem): Promise<ItemScore> {
  const file = path.join(folder, item.file);
  const expectation = expectationOf(item);
  const base = { id: item.id, expectation: describeExpectation(expectation) };
  const broken = (status: string) => ({ ...base, status, expected: false, problems: [status], f1: null });
  if (!existsSync(file)) return { ...broken("missing"), ms: 0, peakMb: null };
  const startedAt = performance.now();
  const first = await readApart(file);
  if (typeof first === "string")
    return { ...broken(first), ms: Math.round(performance.now() - startedAt), peakMb: null };
  const references = referencesOf(folder, item);
  const problems = problemsOf(expectation, references, first.result);
  let [reading, final] = [first, expectation];
  if (item.password !== undefined) {
    const opened = await readApart(file, item.password);
    if (typeof opened === "string") return { ...broken(opened), ms: first.ms, peakMb: first.peakMb };
    const { reasons: _, ...rest } = expectation;
    [reading, final] = [opened, { ...rest, outcome: "ready" }];
    problems.push(...problemsOf(final, references, reading.result).map((problem) => `with its password: ${problem}`));
  }
  const { result, ms, peakMb } = reading;
  if (ms > (expectation.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000) problems.push(`took ${ms} ms`);
  const f1 = f1Of(final, references, result);
  return {
    ...base,
    status: result.status === "failed" ? `failed: ${result.reason}` : "ready",
    expected: problems.length === 0,
    problems,
    f1: f1 === null ? null : Math.round(f1 * 10_000) / 10_000,
    ms,
    peakMb: Math.max(peakMb, first.peakMb),
  };
}

async function evaluate(folder: string, only: string) {
  const lines = readFileSync(path.join(folder, "manifest.jsonl"), "utf8").split("\n");
  const items = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as ManifestItem);
  const wanted = items.flatMap((item) => {
    const group = groupOf(item);
    return group && item.id.includes(only) ? [{ item, group }] : [];
  });
  const scores: (ItemScore & { group: ItemGroup })[] = [];
  const queue = wanted.entries();
  const readOn = async () => {
    for (const [index, { item, group }] of queue) {
      const scored = { group, ...(await score(folder, item)) };
      scores[index] = scored;
      if (!scored.expected) say(`${item.id}: ${scored.status}; ${scored.problems.join("; ")}`);
      if ((index + 1) % 25 === 0) say(`${index + 1} of ${wanted.length} files read`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return summarizeExtraction(scores);
}

const { values } = parseArgs({
  options: {
    dir: { type: "string" },
    only: { type: "string" },
    ocr: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help || !values.dir) {
  process.stderr.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (!existsSync(path.join(values.dir, "manifest.jsonl"))) {
  say(`${values.dir} has no manifest.jsonl.`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${JSON.stringify(await evaluate(values.dir, values.only ?? ""))}\n`);
}
