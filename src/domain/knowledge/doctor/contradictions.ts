import { inverseDocumentFrequency } from "../scoring";
import { cosineOfUnitVectors } from "../similarity";
import { type Quote, quoteOf } from "./examined-passage";
import type { StatedFact, StatedKind, Statement } from "./statement";
import { areSiblings, type DocumentOutline, outlinesOf, shareSubject } from "./subjects";

export interface Contradiction {
  kind: StatedKind;
  /** Newest document last when the caller gives them in that order. */
  quotes: readonly [Quote, Quote];
  /** How alike the sentences are besides what they differ in, 0..1. */
  likeness: number;
}

export interface ContradictionOptions {
  /** Unit vector of a sentence; undefined when it has none. Asked for likely pairs only. */
  vectorOf?: (statement: Statement) => ArrayLike<number> | undefined;
  /** The most alike first; default 50. */
  limit?: number;
}

/** Each sentence is looked up by its rarest terms, among at most this many others per term. */
const KEY_TERMS = 4;
const MAX_POSTINGS = 60;
/** In small collections every word looks frequent: as if there were this many more sentences. */
const IMAGINED_SENTENCES = 200;
const MIN_SHARED_TERMS = 2;
/** Shared weight over all weight: enough by itself, or enough when the meaning is close too. */
const LIKE_BY_WORDS = 0.72;
const LIKE_WITH_MEANING = 0.4;
const CLOSE_IN_MEANING = 0.82;
/** Within one document sections have to be further apart than a list is long, and the words must say the same. */
const MIN_DISTANCE = 3;
const LIKE_WITHIN_DOCUMENT = 0.85;
/** One wording that comes with this many values is a series: prices, sizes, branches. */
const SERIES = 3;

/**
 * Pairs of sentences that say different numbers, dates, times or prices about what seems to be one thing. Precision
 * before recall: one differing fact of one kind and unit (opening times may differ at both ends), all else the same.
 * Near-linear: sentences meet by rare terms alone.
 */
export function findContradictions(
  statements: readonly Statement[],
  { vectorOf = () => undefined, limit = 50 }: ContradictionOptions = {},
): Contradiction[] {
  const index = indexByTerm(statements);
  const weightOf = (term: string) =>
    inverseDocumentFrequency(statements.length + IMAGINED_SENTENCES, index.get(term)?.length ?? 0);
  const outlines = outlinesOf(statements);
  const found: (Contradiction & { pair: [Statement, Statement] })[] = [];
  statements.forEach((statement, position) => {
    for (const other of earlierNeighbours(statement, position, index, weightOf)) {
      const candidate = statements[other]!;
      const kind = differingKind(candidate, statement);
      if (kind === undefined || !mayMeet(candidate, statement)) continue;
      const [a, b] = [outlines.get(candidate.passage.documentId), outlines.get(statement.passage.documentId)];
      if (a && b && a !== b && areSiblings(a, b)) continue;
      const likeness = likenessOf(candidate, statement, weightOf);
      if (!isSameMatter(candidate, statement, likeness, { vectorOf, outlines })) continue;
      const quotes = [quoteOf(candidate.passage, candidate.text), quoteOf(statement.passage, statement.text)] as const;
      found.push({ kind, quotes, likeness, pair: [candidate, statement] });
    }
  });
  return withoutSeries(found)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit)
    .map(({ kind, quotes, likeness }) => ({ kind, quotes, likeness }));
}

function indexByTerm(statements: readonly Statement[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  statements.forEach(({ terms }, position) => {
    for (const term of terms) {
      const postings = index.get(term);
      if (postings) postings.push(position);
      else index.set(term, [position]);
    }
  });
  return index;
}

function earlierNeighbours(
  { terms }: Statement,
  position: number,
  index: ReadonlyMap<string, readonly number[]>,
  weightOf: (term: string) => number,
): Set<number> {
  const shared = [...terms].filter((term) => (index.get(term)?.length ?? 0) > 1);
  const rarest = shared.sort((a, b) => weightOf(b) - weightOf(a)).slice(0, KEY_TERMS);
  const neighbours = new Set<number>();
  for (const term of rarest) {
    const postings = index.get(term) ?? [];
    if (postings.length > MAX_POSTINGS) continue;
    for (const other of postings) if (other < position) neighbours.add(other);
  }
  return neighbours;
}

/** The kind of what two sentences differ in; undefined when they agree, or say different things altogether. */
function differingKind(a: Statement, b: Statement): StatedKind | undefined {
  if (a.fixed !== b.fixed || a.facts.length !== b.facts.length) return undefined;
  if (a.facts.some((fact, at) => fact.kind !== b.facts[at]?.kind || fact.unit !== b.facts[at]?.unit)) return undefined;
  const differing = a.facts.filter((fact, at) => !agree(fact, b.facts[at]!));
  const [first] = differing;
  if (!first || (differing.length > 1 && !differing.every(({ kind }) => kind === "time"))) return undefined;
  return first.kind;
}

/** Months have 28 to 31 days: "30 days" and "one month" are no contradiction. */
const MONTH_HOURS = 730;
const MONTH_TOLERANCE = 0.1;

export function agree(a: StatedFact, b: StatedFact): boolean {
  if (a.values.some((value) => b.values.includes(value))) return true;
  if (a.kind !== "duration") return false;
  return a.values.some((x) => b.values.some((y) => isAboutAsLong(Number(x), Number(y))));
}

function isAboutAsLong(a: number, b: number): boolean {
  const isCountedInMonths = [a, b].some((hours) => hours % MONTH_HOURS === 0) && a % MONTH_HOURS !== b % MONTH_HOURS;
  return Math.abs(a - b) <= (isCountedInMonths ? MONTH_TOLERANCE : 1e-6) * Math.max(a, b);
}

function mayMeet({ passage: a }: Statement, { passage: b }: Statement): boolean {
  if (a.documentId !== b.documentId) return true;
  return a.heading !== b.heading && Math.abs(a.position - b.position) >= MIN_DISTANCE;
}

function likenessOf(a: Statement, b: Statement, weightOf: (term: string) => number): number {
  let shared = 0;
  let all = 0;
  let count = 0;
  for (const term of new Set([...a.terms, ...b.terms])) {
    const weight = weightOf(term);
    all += weight;
    if (!a.terms.has(term) || !b.terms.has(term)) continue;
    shared += weight;
    count += 1;
  }
  return count < MIN_SHARED_TERMS || all === 0 ? 0 : shared / all;
}

function isSameMatter(
  a: Statement,
  b: Statement,
  likeness: number,
  {
    vectorOf,
    outlines,
  }: Required<Pick<ContradictionOptions, "vectorOf">> & { outlines: ReadonlyMap<string, DocumentOutline> },
): boolean {
  const isWithin = a.passage.documentId === b.passage.documentId;
  if (likeness < LIKE_WITH_MEANING || !shareSubject(a, b, outlines)) return false;
  if (likeness >= (isWithin ? LIKE_WITHIN_DOCUMENT : LIKE_BY_WORDS)) return true;
  if (isWithin) return false;
  const [one, other] = [vectorOf(a), vectorOf(b)];
  return one !== undefined && other?.length === one.length && cosineOfUnitVectors(one, other) >= CLOSE_IN_MEANING;
}

/** Leaves out wordings that come with several values, and says each pair of sentences once. */
function withoutSeries<Found extends { pair: [Statement, Statement] }>(found: readonly Found[]): Found[] {
  const values = new Map<string, Set<string>>();
  const wording = ({ terms }: Statement) => [...terms].sort().join(" ");
  const stated = ({ facts }: Statement) => facts.map(({ values: all }) => all.join("/")).join(" ");
  for (const { pair } of found)
    for (const [statement, other] of [pair, [pair[1], pair[0]]] as const) {
      const known = values.get(wording(statement)) ?? new Set();
      values.set(wording(statement), known.add(stated(statement)).add(stated(other)));
    }
  const said = new Set<string>();
  return found.filter(({ pair }) => {
    if (pair.some((statement) => (values.get(wording(statement))?.size ?? 0) >= SERIES)) return false;
    const key = pair
      .map(({ passage, text }) => `${passage.documentId} ${text}`)
      .sort()
      .join("\n");
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
