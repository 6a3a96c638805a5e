import { factsOf } from "./facts";

type Cue = "number" | "time" | "person" | "reason";

/** Question words that ask for something recognisable; "where" is left out because places have no shape of their own. */
const QUESTION_WORDS: readonly (readonly [Cue, RegExp])[] = [
  [
    "number",
    /\b(how (?:much|many|long|old|far|big|often|large|tall|fast)|price|cost|cuant[oa]s?|quant[oa]s?|combien|wie ?viele?|wie lange|berapa(?:kah)?|kac|hoeveel|hoe lang)\b|сколько|كم|कितन[ाेी]|多少|几|いくら|何(?:個|人|年|時間)/iu,
  ],
  [
    "time",
    /\b(when|what (?:time|year|date|day|hours?)|which (?:year|day)|how soon|since when|cu[aá]ndo|quando|quand|wann|kapan(?:kah)?|ne zaman|wanneer|opening hours|horarios?|hor[aá]rio)\b|когда|متى|कब|什么时候|何时|いつ/iu,
  ],
  [
    "person",
    /\b(who|whom|whose|qui[eé]n(?:es)?|quem|qui|wer|wem|chi|siapa(?:kah)?|kim|wie is)\b|кто|من هو|कौन|किस(?:ने|के)|谁|誰/iu,
  ],
  [
    "reason",
    /\b(why|how come|what causes?|por ?qu[eéê]|porqu[eê]|pourquoi|warum|weshalb|wieso|perch[eé]|mengapa|kenapa|neden|ni[cç]in|waarom)\b|почему|لماذا|क्यों|为什么|なぜ/iu,
  ],
];

const REASON_WORDS =
  /\b(because|since|due to|as a result|in order to|so that|caused by|porque|ya que|debido|pois|devido|parce que|car|weil|denn|damit|perch[eé]|poich[eé]|karena|sebab|çünkü|omdat)\b|потому|لأن|بسبب|क्योंकि|因为|ため|から/iu;
/** Two capitalised words in a row inside a sentence: a name, in scripts that have capitals. */
const NAME = /(?<=\S\s)\p{Lu}\p{Ll}+(?:\s(?:de|da|van|von|al|bin)?\s?\p{Lu}\p{Ll}+)?/u;

/** 1 when a sentence has what the question asks for (a number, a time, a name, a reason), 0 when it asks for none or lacks it. */
export function cueMatch(question: string, sentence: string): 0 | 1 {
  const wanted = QUESTION_WORDS.filter(([, words]) => words.test(question)).map(([cue]) => cue);
  return wanted.some((cue) => hasCue(cue, sentence)) ? 1 : 0;
}

function hasCue(cue: Cue, sentence: string): boolean {
  if (cue === "reason") return REASON_WORDS.test(sentence);
  if (cue === "person") return NAME.test(sentence);
  const kinds = factsOf(sentence).map((fact) => fact.kind);
  if (cue === "number") return kinds.some((kind) => kind === "number" || kind === "price" || kind === "percentage");
  return (
    kinds.some((kind) => kind === "date" || kind === "time" || kind === "weekday") ||
    /\b(1[5-9]|20)\d\d\b/u.test(sentence)
  );
}
