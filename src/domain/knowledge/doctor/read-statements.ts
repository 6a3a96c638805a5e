import type { Fact } from "../../agent/fact";
import { factsOf } from "../../agent/facts";
import { readingsOf, toAsciiDigits } from "../../agent/number-readings";
import { foldForSearch } from "../fold";
import { splitSentences } from "../sentences";
import { CHAT_WORDS, FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS } from "../stopwords";
import { termsOfWords, wordsOf } from "../terms";
import type { ExaminedPassage } from "./examined-passage";
import { hoursOf, isWorkingWord, valueOfWord } from "./measures";
import type { StatedFact, Statement } from "./statement";

/** Shorter ones are captions, longer ones lists and tables without punctuation. */
const MIN_TERMS = 2;
const MAX_TERMS = 40;
/** A sentence with more is a table, a schedule or an enumeration. */
const MAX_FACTS = 4;
/** Facts can't be in a sentence without a digit or one of the number words. */
const MAY_STATE = /[\p{Nd}]/u;

const YEAR = /^(?:19|20)\d\d$/u;
/** Words that turn a statement round: a sentence that has one speaks of something else than one that doesn't. */
const TURNING: readonly (readonly [string, RegExp])[] = [
  [
    "no",
    /^(?:no|not|never|without|non|nein|nicht|kein\p{L}*|ohne|sin|nunca|sem|não|nao|sans|ne|pas|senza|tidak|tanpa|bukan|niet|geen|zonder|не|нет|без|değil|yok|لا|ليس|بدون|नहीं|बिना)$/iu,
  ],
  ["before", /^(?:before|prior|antes|avant|vor|prima|sebelum|voor|до|önce|قبل|पहले)$/iu],
  ["after", /^(?:after|later|después|despues|depois|après|nach|dopo|setelah|na|после|sonra|بعد|बाद)$/iu],
  [
    "least",
    /^(?:least|minimum|min|mínimo|minimo|moins|mindestens|almeno|minimal|minstens|минимум|более|over|más|mais|mehr|more|above|exceeds?|exceeding)$/iu,
  ],
  [
    "most",
    /^(?:most|maximum|max|máximo|massimo|höchstens|maximal|maksimal|hooguit|максимум|under|less|below|menos|weniger|moins)$/iu,
  ],
  [
    "first",
    /^(?:first|second|third|fourth|primer\p{L}*|segund\p{L}*|tercer\p{L}*|premi\p{L}*|deuxième|erste\p{L}*|zweite\p{L}*|prim[oa]|seconda?)$/iu,
  ],
];

/** The sentences of a passage that state something two documents can disagree about. */
export function readStatements(passage: ExaminedPassage): Statement[] {
  const statements: Statement[] = [];
  for (const sentence of splitSentences(passage.text)) {
    if (!isComparable(sentence)) continue;
    const statement = readStatement(passage, sentence);
    if (statement) statements.push(statement);
  }
  return statements;
}

/** When a page was changed last, in the languages of most pages. */
const STAMP =
  /(?<!\p{L})(?:updated|modified|reviewed|revised|published|posted|copyright|actualizad[oa]|atualizad[oa]|publicad[oa]|mise? à jour|aktualisiert|stand|aggiornat[oa]|diperbarui|bijgewerkt|обновлен\p{L}*|güncellen\p{L}*|version|versión|versão)(?!\p{L})|©|更新|تحديث/iu;

/** Rows of tables, questions and dates of pages state nothing by themselves. */
const isComparable = (sentence: string): boolean =>
  !STAMP.test(sentence) &&
  (MAY_STATE.test(sentence) || sentence.split(/\s+/u).some((word) => valueOfWord(word) !== undefined)) &&
  !/\s\|\s|\t/u.test(sentence) &&
  !/[?？؟]\s*$/u.test(sentence);

/** Where words aren't spaced, a number would be taken for a part of a name; dates stay whole. */
const GLUED_DIGITS = /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?<![年月])(?=\d)/gu;

interface Found {
  fact: StatedFact | undefined;
  fixed: string | undefined;
}

function readStatement(passage: ExaminedPassage, sentence: string): Statement | undefined {
  const text = toAsciiDigits(sentence.normalize("NFKC")).replace(GLUED_DIGITS, " ");
  const found: (Found & { at: number })[] = [];
  let rest = text;
  for (const fact of factsOf(text)) {
    const at = rest.indexOf(fact.text);
    if (at < 0) continue;
    const after = rest.slice(at + fact.text.length);
    const { length, ...read } = readFact(fact, after);
    found.push({ ...read, at });
    // Blanks keep the places of the others.
    const taken = fact.text.length + length;
    rest = rest.slice(0, at) + " ".repeat(taken) + rest.slice(at + taken);
    if (found.length > 3 * MAX_FACTS) return undefined;
  }
  const facts = found.sort((a, b) => a.at - b.at).flatMap(({ fact }) => (fact ? [fact] : []));
  if (facts.length === 0 || facts.length > MAX_FACTS) return undefined;
  const words = wordsOf(rest);
  const terms = new Set(termsOfWords(words.filter(isTelling), "universal"));
  if (terms.size < MIN_TERMS || terms.size > MAX_TERMS) return undefined;
  const turning = TURNING.filter(([, pattern]) => words.some((word) => pattern.test(word))).map(([name]) => name);
  const fixed = [...found.flatMap(({ fixed: key }) => (key ? [key] : [])), ...turning].sort().join(" ");
  return { passage, text: sentence, facts, terms, fixed };
}

const isTelling = (word: string): boolean =>
  !FUNCTION_WORDS.has(word) && !FOREIGN_FUNCTION_WORDS.has(word) && !CHAT_WORDS.has(word);

const first = (values: readonly string[], prefix: string): string[] =>
  values.filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));

/** What a fact states, or what it fixes; `length` characters of what follows belong to it (its unit). */
function readFact(fact: Fact, after: string): Found & { length: number } {
  const nothing = { fact: undefined, fixed: undefined, length: 0 };
  switch (fact.kind) {
    case "price": {
      const priced = fact.provenBy.filter((key) => key.startsWith("price:")).map((key) => key.split(":"));
      return {
        ...nothing,
        fact: { kind: "price", unit: priced[0]?.[1] ?? "", values: priced.map(([, , value]) => value ?? "") },
      };
    }
    case "percentage":
      return { ...nothing, fact: { kind: "percentage", unit: "", values: first(fact.provenBy, "percent:") } };
    case "time":
      return { ...nothing, fact: { kind: "time", unit: "", values: clockReadings(fact) } };
    case "date":
      return { ...nothing, fact: { kind: "date", unit: precisionOf(fact), values: fact.provenBy } };
    case "number":
      return readNumber(fact, after);
    default:
      return { ...nothing, fixed: fact.provenBy[0] };
  }
}

const HALF_DAY = 12 * 60;

/** "4:00" may be in the morning or in the afternoon. */
function clockReadings({ text, provenBy }: Fact): string[] {
  const minutes = first(provenBy, "time:");
  const [value = 0] = minutes.map(Number);
  return /[ap]\.?\s?m/iu.test(text) || value > HALF_DAY
    ? minutes
    : [...minutes, String((value + HALF_DAY) % (2 * HALF_DAY))];
}

/** Days are compared with days and months with months, and with a year only where both have one. */
const precisionOf = ({ provenBy }: Fact): string => (provenBy[0] ?? "").split(":")[0] ?? "";

/** "5" of "3 to 5 days": the unit of the first end stands after the second. */
const RANGE =
  /^\s?(?:[-–—~/]|to|or|and|a|o|à|ou|bis|oder|até|hasta|al|sampai|atau|tot|до|至|から)\s?\d{1,6}(?:[.,]\d{1,2})?(?=[\s\p{L}-])/iu;
const UNIT = /^[\s\u00a0-]?([\p{L}\p{M}]+)(?:\s([\p{L}\p{M}]+))?/u;

function readNumber(fact: Fact, after: string): Found & { length: number } {
  if (YEAR.test(fact.text)) return { fact: undefined, fixed: `number:${fact.text}`, length: 0 };
  const end = RANGE.exec(after)?.[0].length ?? 0;
  const [, next = "", second = ""] = UNIT.exec(after.slice(end)) ?? [];
  // A word that is a number in another language only.
  if (fact.provenBy.length === 0) return { fact: undefined, fixed: undefined, length: 0 };
  // A bare number counts something that isn't said: a step, a page, a version.
  if (next === "") return { fact: undefined, fixed: `number:${fact.text}`, length: 0 };
  const values = /\d/u.test(fact.text) ? readingsOf(fact.text) : first(fact.proves, "number:");
  const isWorking = isWorkingWord(next) || isWorkingWord(second);
  const hours = hoursOf(next) ?? (isWorking ? (hoursOf(second) ?? 24) : leadingUnit(next));
  if (hours === undefined) {
    const unit = foldForSearch(next);
    const isUnit = unit.length > 1 && (unit.length > 3 || isTelling(unit));
    const fact: StatedFact | undefined = isUnit ? { kind: "amount", unit: unit.slice(0, 5), values } : undefined;
    return { fact, fixed: undefined, length: 0 };
  }
  const lengths = values.map((value) => String(Number((Number(value) * hours).toPrecision(6))));
  const duration: StatedFact = { kind: "duration", unit: isWorking ? "working" : "", values: lengths };
  return { fact: duration, fixed: undefined, length: end === 0 && hoursOf(next) !== undefined ? 1 + next.length : 0 };
}

/** Chinese and Japanese write the unit and what follows in one: 天内, 日以内. */
const leadingUnit = (word: string): number | undefined =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)
    ? [3, 2, 1].map((length) => hoursOf(word.slice(0, length))).find((hours) => hours !== undefined)
    : undefined;
