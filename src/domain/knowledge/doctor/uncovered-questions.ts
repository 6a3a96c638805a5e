import { CHAT_WORDS, FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS } from "../stopwords";
import { termsOfWords, wordsOf } from "../terms";

export interface AskedQuestion {
  text: string;
  askedAt: Date;
}

export interface UncoveredQuestion {
  /** As it was asked last. */
  text: string;
  /** How often it was asked, in these words or much like them. */
  count: number;
  lastAskedAt: Date;
  /** Stays the same however often it is asked; equal for the same question. */
  key: string;
}

/** "Bike" and "bikes" are one. */
const PREFIX_LENGTH = 4;
/** Shared terms over all terms of two questions that are taken for one. */
const LIKE = 0.6;
/** Questions are compared with groups that share one of their terms, and with at most this many. */
const MAX_COMPARED = 40;
/** Beyond this it is a story and not a question. */
const MAX_LENGTH = 300;

/** Groups questions that nothing answered, the most asked first; ties by the latest. */
export function groupUncovered(questions: readonly AskedQuestion[], limit = 20): UncoveredQuestion[] {
  const groups: (UncoveredQuestion & { terms: Set<string> })[] = [];
  const index = new Map<string, number[]>();
  // Oldest first, so that a group keeps its key when the question is asked again.
  for (const { text, askedAt } of [...questions].sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())) {
    const terms = termsOfQuestion(text);
    if (terms.size === 0 || text.length > MAX_LENGTH) continue;
    const near = new Set([...terms].flatMap((term) => (index.get(term) ?? []).slice(-MAX_COMPARED)));
    const same = [...near].map((at) => groups[at]!).find((group) => likeness(group.terms, terms) >= LIKE);
    if (same) {
      same.count += 1;
      same.text = text;
      same.lastAskedAt = askedAt;
      continue;
    }
    for (const term of terms) index.set(term, [...(index.get(term) ?? []), groups.length]);
    groups.push({ text, count: 1, lastAskedAt: askedAt, key: [...terms].sort().join(" "), terms });
  }
  return groups
    .sort((a, b) => b.count - a.count || b.lastAskedAt.getTime() - a.lastAskedAt.getTime())
    .slice(0, limit)
    .map(({ terms: _, ...group }) => group);
}

/** What a question is about; without greetings and "I want to know". */
function termsOfQuestion(text: string): Set<string> {
  const words = wordsOf(text);
  const telling = words.filter(
    (word) => !FUNCTION_WORDS.has(word) && !FOREIGN_FUNCTION_WORDS.has(word) && !CHAT_WORDS.has(word),
  );
  return new Set(termsOfWords(telling, "universal").map((term) => term.slice(0, PREFIX_LENGTH)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared / (a.size + b.size - shared);
}
