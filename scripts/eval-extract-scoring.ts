/** Invisible marks that references have and texts need not: joiners, spaces of no width, marks of direction. */
const MARKS = /[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Share of such letters from which a text is one without spaces between its words. */
const UNSPACED_SHARE = 0.1;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** What comes of one item; the fields of `byItem`. */
export interface ItemScore {
  id: string;
  /** "ready", "failed: REASON", or "crashed", "hung" and "missing" when there is no result at all. */
  status: string;
  /** What the manifest asks for, as expectationOf read it. */
  expectation: string;
  /** Whether it ended so. */
  expected: boolean;
  /** What was wrong; none when it ended as expected. */
  problems: string[];
  /** Against the reference that counts; null without one, or when the item rightly ended in a failure. */
  f1: number | null;
  ms: number;
  /** Largest resident memory of the process that read it, worker thread included. */
  peakMb: number | null;
}

/** The folder that an item's file lies in names its group. */
export type ItemGroup = "pdf" | "docx" | "text";

export interface ExtractSummary {
  items: number;
  asExpected: number;
  crashes: number;
  hangs: number;
  /** Means over the items that have one; null for a group without any. */
  f1: Record<ItemGroup, number | null>;
  maxPeakMb: number;
  byItem: ItemScore[];
}

const normalize = (text: string) => text.normalize("NFKC").replace(MARKS, "").toLowerCase();

const isUnspaced = (text: string) => (text.match(UNSPACED)?.length ?? 0) > UNSPACED_SHARE * text.length;

/**
 * F1 (0..1) of the words and numbers of two texts as multisets, order left aside; of single characters where the
 * reference is Chinese or Japanese. 1 when neither has any.
 */
export function tokenF1(text: string, reference: string): number {
  const pattern = isUnspaced(reference) ? /[\p{L}\p{N}]/gu : /[\p{L}\p{N}]+/gu;
  const tokens = (value: string) => normalize(value).match(pattern) ?? [];
  const expected = tokens(reference);
  const found = tokens(text);
  if (found.length + expected.length === 0) return 1;
  const left = new Map<string, number>();
  for (const token of expected) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of found) {
    const count = left.get(token) ?? 0;
    if (count > 0) shared++;
    left.set(token, count - 1);
  }
  return (2 * shared) / (found.length + expected.length);
}

export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

function meanF1(scores: readonly ItemScore[]): number | null {
  const values = scores.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
  return values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** `asExpected`, `crashes` and `hangs` are counts of items; a crash is also a parser that broke inside its thread. */
export function summarizeExtraction(scores: readonly (ItemScore & { group: ItemGroup })[]): ExtractSummary {
  const count = (is: (score: ItemScore) => boolean) => scores.filter(is).length;
  const ofGroup = (group: ItemGroup) => meanF1(scores.filter((score) => score.group === group));
  return {
    items: scores.length,
    asExpected: count(({ expected }) => expected),
    crashes: count(({ status }) => status === "crashed" || status === "failed: internal"),
    hangs: count(({ status }) => status === "hung"),
    f1: { pdf: ofGroup("pdf"), docx: ofGroup("docx"), text: ofGroup("text") },
    maxPeakMb: Math.max(0, ...scores.map(({ peakMb }) => peakMb ?? 0)),
    byItem: scores.map(({ group: _, ...score }) => score),
  };
}
