import { CHAT_WORDS, FUNCTION_WORDS } from "../knowledge/stopwords";
import { queryTermsOf, wordsOf } from "../knowledge/terms";
import type { HistoryEntry } from "./turn";

/** Words that stand for something said before, or continue it ("and for children?"). Folded, as words come. */
const REFERS_BACK = new Set(
  (
    "it its they them their theirs that those this these there he him his she her one ones same both such then " +
    "eso esa ese esto esta este ello ellos ellas lo ahi alli isso essa esse isto ele ela eles elas la cela ca celui " +
    "celle ceux y das diese dieser dieses sie es damit dafur davon dort ello questo questa quello quella ci itu ini " +
    "tersebut nya bunu onu bu su dat die deze dit er daar это этот эта они его ее их там ذلك هذا هذه هو هي यह वह ये वे इस उस"
  ).split(" "),
);
const CONTINUES = new Set("and also but or what how y e o et ou und oder dan atau ve en и а или و और".split(" "));
/** A question of fewer telling words than this rarely names its subject. */
const FEW_TERMS = 3;
/** Telling words taken over from before; more would drown the question itself. */
const CARRIED_WORDS = 8;

/**
 * How a question hangs on what was said before it. `refers`: it says so itself ("And how long is it?"). `short`: it has so
 * few telling words that it may; only the documents can tell ("Which languages are supported?"). `whole`: it does not.
 */
export type FollowUpKind = "refers" | "short" | "whole";

export function followUpKind(question: string): FollowUpKind {
  const words = wordsOf(question);
  if (words.length === 0) return "whole";
  const telling = tellingWords(question, new Set());
  if (telling.length === 0) return "refers";
  if (words.length <= 12 && words.some((word) => REFERS_BACK.has(word))) return "refers";
  if (words.length <= 6 && CONTINUES.has(words[0] ?? "")) return "refers";
  return telling.length < FEW_TERMS ? "short" : "whole";
}

/** Words of a text that tell what it is about, in order, without those that `known` has already. */
function tellingWords(text: string, known: ReadonlySet<string>): string[] {
  const seen = new Set(known);
  return wordsOf(text).filter((word) => {
    if (FUNCTION_WORDS.has(word) || CHAT_WORDS.has(word) || REFERS_BACK.has(word)) return false;
    const [term] = queryTermsOf(word, "english");
    if (term === undefined || seen.has(term)) return false;
    seen.add(term);
    return true;
  });
}

/**
 * The question with the telling words of the customer's last message that had any beyond the question's own; as it is when
 * there is none. Pure and without a model, so it only ever adds words.
 */
export function withEarlierWords(question: string, history: readonly HistoryEntry[]): string {
  const own = new Set(queryTermsOf(question, "english"));
  for (const entry of [...history].reverse()) {
    if (entry.role !== "customer") continue;
    const words = tellingWords(entry.text, own).slice(0, CARRIED_WORDS);
    if (words.length > 0) return `${question} (${words.join(" ")})`;
  }
  return question;
}

/** The two ways to read a question in its conversation: as it stands, and with what was said before. */
export interface Readings {
  likelier: string;
  /** Null where both are the same. */
  other: string | null;
  /** Only the documents can tell which is meant. */
  isGuess: boolean;
}

/** How a question can be read; see followUpKind. */
export function readingsOf(question: string, history: readonly HistoryEntry[]): Readings {
  const completed = withEarlierWords(question, history);
  if (completed === question) return { likelier: question, other: null, isGuess: false };
  const kind = followUpKind(question);
  return kind === "whole"
    ? { likelier: question, other: completed, isGuess: false }
    : { likelier: completed, other: question, isGuess: kind === "short" };
}
