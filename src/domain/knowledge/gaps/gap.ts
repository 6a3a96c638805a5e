import { type AskedFact, FAILURE_KINDS, type FailureKind, failureOf } from "./failure";
import { withoutPersonalData } from "./personal-data";

/** A question that was asked, of a group, with what came of it. */
export interface GroupedFact extends AskedFact {
  groupId: string;
  turnId: string;
  conversationId: string;
  text: string;
  language: string | null;
  askedAt: Date;
}

export interface QuestionGroup {
  id: string;
  firstQuestion: string;
  /** Of the answer that somebody wrote; null while there is none, and when it was deleted again. */
  answeredAt: Date | null;
  dismissedAt: Date | null;
}

export type GapState = "open" | "answered" | "dismissed";

/** A question that was answered badly or not at all. */
export interface Gap {
  groupId: string;
  /** In its latest words, without personal data. */
  question: string;
  state: GapState;
  /** Somebody answered it, and it failed again. */
  isReopened: boolean;
  /** How often it failed since it was answered last, or at all where that is its state; and how often it was asked. */
  failed: number;
  asked: number;
  lastAskedAt: Date;
  /** How it failed, the most frequent first. */
  kinds: { kind: FailureKind; count: number }[];
  /** Other words in which it was asked, the latest first, without personal data. */
  examples: string[];
  /** ISO 639-1, the most frequent first. */
  languages: string[];
}

const MAX_EXAMPLES = 4;

/** What failed, the most frequent first; ties by the latest. Facts in any order. */
export function gapsOf(groups: readonly QuestionGroup[], facts: readonly GroupedFact[]): Gap[] {
  const byGroup = Map.groupBy(facts, ({ groupId }) => groupId);
  return groups
    .flatMap((group) => gapOf(group, byGroup.get(group.id) ?? []) ?? [])
    .sort(
      (a, b) =>
        b.failed - a.failed || b.lastAskedAt.getTime() - a.lastAskedAt.getTime() || (a.groupId < b.groupId ? -1 : 1),
    );
}

function gapOf(group: QuestionGroup, facts: readonly GroupedFact[]): Gap | undefined {
  const failures = failuresOf(facts);
  const since = group.answeredAt;
  const anew = since ? failures.filter(({ fact }) => fact.askedAt > since) : failures;
  const isOpen = anew.length > 0;
  const counted = isOpen ? anew : failures;
  const [latest] = counted;
  if (!latest) return undefined;
  const texts = [...new Set(counted.map(({ fact }) => withoutPersonalData(fact.text)))];
  return {
    groupId: group.id,
    question: texts[0] ?? group.firstQuestion,
    state: group.dismissedAt ? "dismissed" : isOpen ? "open" : "answered",
    isReopened: isOpen && since !== null,
    failed: counted.length,
    asked: facts.length,
    lastAskedAt: latest.fact.askedAt,
    kinds: kindsOf(counted.map(({ kind }) => kind)),
    examples: texts.slice(1, 1 + MAX_EXAMPLES),
    languages: mostFrequent(counted.flatMap(({ fact }) => fact.language ?? [])),
  };
}

/** The latest first. */
export const failuresOf = (facts: readonly GroupedFact[]): { fact: GroupedFact; kind: FailureKind }[] =>
  facts
    .flatMap((fact) => {
      const kind = failureOf(fact);
      return kind ? [{ fact, kind }] : [];
    })
    .sort((a, b) => b.fact.askedAt.getTime() - a.fact.askedAt.getTime() || (a.fact.turnId < b.fact.turnId ? 1 : -1));

const kindsOf = (kinds: readonly FailureKind[]) =>
  FAILURE_KINDS.map((kind) => ({ kind, count: kinds.filter((one) => one === kind).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

export interface TopQuestion {
  groupId: string;
  question: string;
  asked: number;
  /** How often it was answered badly or not at all. */
  failed: number;
}

/** What was asked most in some time, in its latest words; ties by the latest. */
export function topQuestions(facts: readonly GroupedFact[]): TopQuestion[] {
  return [...Map.groupBy(facts, ({ groupId }) => groupId)]
    .map(([groupId, asked]) => {
      const latest = asked.reduce((a, b) =>
        b.askedAt > a.askedAt || (+b.askedAt === +a.askedAt && b.turnId > a.turnId) ? b : a,
      );
      return {
        groupId,
        question: withoutPersonalData(latest.text),
        asked: asked.length,
        failed: failuresOf(asked).length,
        at: latest.askedAt.getTime(),
      };
    })
    .sort((a, b) => b.asked - a.asked || b.at - a.at || (a.groupId < b.groupId ? -1 : 1))
    .map(({ at: _, ...top }) => top);
}
