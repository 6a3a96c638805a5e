/** Reads what a manifest asks of an item, in its words, and holds a result against it. */
import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import { hasWords, tokenF1 } from "./eval-extract-scoring";

export interface ManifestItem {
  id: string;
  file: string;
  /** The wish, in words; see expectationOf. */
  expect: string;
  /** Opens the file; without one in the manifest, nobody knows it. */
  password?: string | undefined;
  /** Path of the exact source text. */
  truth?: string | undefined;
  /** Paths of what other programs read. */
  ref?: readonly string[] | undefined;
}

/** Texts to compare with, by how they were made: `truth`, `raw`, `layout`, `pandoc`, `docx2txt`. */
export type References = Readonly<Record<string, string>>;

export interface Expectation {
  outcome: "ready" | "failed" | "either";
  /** The only reasons a failure may have; undefined = any that tells people what is wrong with the file. */
  reasons?: readonly FailureReason[];
  /** Whether the exact source text counts rather than another program's reading of the file. */
  isTruthNamed: boolean;
  /** Words that must stand in the text, and words that must not. */
  present: readonly string[];
  absent: readonly string[];
  /** Seconds it may take, whatever comes of it. */
  maxSeconds?: number;
}

/** Below it, a text is not what its references say. */
const LEAST_F1 = 0.9;
/** Which reference counts where several are given: another reader's order of drawing before its layout. */
const REFERENCE_ORDER = ["raw", "pandoc", "docx2txt", "layout", "truth"];
const NO_TEXT: readonly FailureReason[] = ["no_text", "scanned", "empty_file"];
const PASSWORD: readonly FailureReason[] = ["password_required", "password_unsupported"];
/** These say that we failed, not the file. */
const OUR_FAULT: readonly FailureReason[] = ["internal"];

const quoted = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1] as string);

/**
 * What the words of `expect` mean. "ready" first asks for text, as "within limits" does; "no text", "clear failure",
 * "refused" and "password protected" for a failure. Alternatives ("or a clear failure", "either", "acceptable") and
 * wishes that name neither allow both, as long as there is a clear end; with an exact source text they ask for it.
 */
export function expectationOf(item: Pick<ManifestItem, "expect" | "password" | "truth">): Expectation {
  const { expect, password } = item;
  const outcome = outcomeOf(expect, item.truth !== undefined);
  const reasons = outcome === "failed" ? reasonsOf(expect, password) : undefined;
  const maxSeconds = /hang \(>\s*(\d+) s\)/.exec(expect)?.[1];
  const kept = /(?:keep|honoured|logical-order \p{L}+)(?:\s|\()+((?:"[^"]+"(?:,\s*)?)+)/gu;
  return {
    outcome,
    ...(reasons ? { reasons } : {}),
    isTruthNamed: /\btruth\b/i.test(expect),
    present: [...expect.matchAll(kept)].flatMap((match) => quoted(match[1] ?? "")),
    absent: [...expect.matchAll(/([A-Z]{4,}(?:\/[A-Z]{4,})*) never in text/g)].flatMap((m) => m[1]?.split("/") ?? []),
    ...(maxSeconds ? { maxSeconds: Number(maxSeconds) } : {}),
  };
}

function outcomeOf(expect: string, hasTruth: boolean): Expectation["outcome"] {
  if (/^ready\b|opens WITHOUT a password/.test(expect)) return "ready";
  if (/\bor (?:a )?(?:clear|ready|partial|text|empty|")|\beither\b|\bacceptable\b/i.test(expect)) return "either";
  if (/password.protected|\bclear\b.*\bfailure\b|\brefused\b|^no text|treated as no text|not ready/i.test(expect))
    return "failed";
  return hasTruth || /within limits/.test(expect) ? "ready" : "either";
}

function reasonsOf(expect: string, password: string | undefined): readonly FailureReason[] | undefined {
  if (password !== undefined || /password.protected/i.test(expect)) return PASSWORD;
  return /^no text|no readable text|treated as no text/i.test(expect) ? NO_TEXT : undefined;
}

/** For people who read the result: "ready", "failed", "either". */
export const describeExpectation = ({ outcome, reasons }: Expectation): string =>
  [outcome === "either" ? "ready or a clear failure" : outcome, reasons?.join(" or ")].filter(Boolean).join(": ");

/** Words with single spaces between them: a table's row has marks between its cells. */
const folded = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");

const textOf = (result: ParseResult) =>
  result.status === "ready" ? result.pages.map(({ text }) => text).join("\n\n") : "";

/** The reference that the manifest's method counts by. */
export function countingReference({ isTruthNamed }: Expectation, references: References): string | undefined {
  if (isTruthNamed && references.truth !== undefined) return references.truth;
  const name = REFERENCE_ORDER.find((kind) => references[kind] !== undefined);
  return name === undefined ? undefined : references[name];
}

/** A file whose references hold no word has nothing to read: then it must say so, whatever else is asked. */
const isWordless = (references: References) =>
  Object.keys(references).length > 0 && !Object.values(references).some(hasWords);

/**
 * What is wrong with a result, in words; none = as expected. A text must come near to one of its references, and never
 * be empty or hold what a database refuses.
 */
export function problemsOf(expectation: Expectation, references: References, result: ParseResult): string[] {
  const problems: string[] = [];
  if (result.status === "failed") {
    if (expectation.outcome === "ready" && !(isWordless(references) && NO_TEXT.includes(result.reason)))
      problems.push(`failed (${result.reason}) instead of ready`);
    if (expectation.reasons && !expectation.reasons.includes(result.reason))
      problems.push(`failed for the reason ${result.reason}`);
    if (OUR_FAULT.includes(result.reason)) problems.push("the parser broke");
    return problems;
  }
  const text = textOf(result);
  if (expectation.outcome === "failed") problems.push("ready instead of failed");
  if (!hasWords(text)) problems.push("ready without text");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the very character that must not be there
  if (/[\u0000\uFFFD]/.test(text)) problems.push("U+0000 or U+FFFD in the text");
  const words = folded(text);
  for (const word of expectation.present) if (!words.includes(folded(word))) problems.push(`"${word}" is missing`);
  for (const word of expectation.absent) if (words.includes(word)) problems.push(`"${word}" must not be there`);
  const reached = Object.values(references).map((reference) => tokenF1(text, reference));
  const counting = countingReference(expectation, references);
  const best = expectation.isTruthNamed && counting !== undefined ? tokenF1(text, counting) : Math.max(...reached);
  if (reached.length > 0 && best < LEAST_F1) problems.push(`F1 ${best.toFixed(3)}`);
  return problems;
}

/** F1 against the reference that counts; null when there is none or no text. */
export function f1Of(expectation: Expectation, references: References, result: ParseResult): number | null {
  const reference = countingReference(expectation, references);
  if (reference === undefined || !hasWords(reference)) return null;
  if (result.status === "failed" && expectation.outcome !== "ready") return null;
  return tokenF1(textOf(result), reference);
}
