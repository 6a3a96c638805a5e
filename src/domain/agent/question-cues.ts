import { factsOf } from "./facts";

type Cue = "price" | "duration" | "number" | "time" | "person" | "reason" | "definition";

/**
 * Question words that ask for something recognisable; "where" is left out because places have no shape of their own. The
 * first that matches counts: "how much is it" is about money before it is about a number.
 */
const QUESTION_WORDS: readonly (readonly [Cue, RegExp])[] = [
  [
    "price",
    /\b(how much (?:is|are|does|do|did|for|to|would|will|money)|price|prices|priced|cost|costs|fees?|tarif\w*|precios?|cu[aá]nto (?:cuesta|vale|sale|es)|pre[cç]os?|quanto (?:custa|[eé]|costa|fica)|prix|combien (?:co[uû]te|ca)|preis\w*|kostet|kosten|was kostet|prezz[oi]|costo|harga\w*|biaya|fiyat\w*|ka[cç] para|ne kadar|prijs\w*|kost)\b|цен[аыу]|стоит|سعر|تكلفة|بكم|कीमत|दाम|多少钱|价格|費用|値段|料金|いくら/iu,
  ],
  [
    "duration",
    /\b(how (?:long|soon|quickly|fast)|cu[aá]nto (?:tiempo|tarda\w*|dura)|quanto tempo|combien de temps|wie lange|quanto tempo|berapa lama|ne kadar s[uü]re|hoe lang)\b|как долго|сколько времени|كم (?:من الوقت|يستغرق|مدة)|कितना समय|कितने समय|多久|多长时间|どのくらい/iu,
  ],
  [
    "number",
    /\b(how (?:much|many|old|far|big|often|large|tall|heavy|wide|deep|high)|cu[aá]nt[oa]s?|quant[oaie]s?|combien|wie ?viele?|wie (?:gro[sß]+|hoch|weit|schwer|alt)|berapa(?:kah)?|ka[cç]|hoeveel)\b|сколько|كم|कितन[ाेी]|多少|几|何(?:個|人|年|時間)|いくつ/iu,
  ],
  [
    "time",
    /\b(when|what (?:time|year|date|day|hours?)|which (?:year|day)|since when|cu[aá]ndo|quando|quand|wann|kapan(?:kah)?|ne zaman|wanneer|opening hours|horarios?|hor[aá]rio)\b|когда|متى|कब|什么时候|何时|いつ/iu,
  ],
  [
    "person",
    /\b(who|whom|whose|qui[eé]n(?:es)?|quem|qui|wer|wem|chi|siapa(?:kah)?|kim|wie is)\b|кто|من هو|कौन|किस(?:ने|के)|谁|誰/iu,
  ],
  [
    "reason",
    /\b(why|how come|what causes?|por ?qu[eéê]|porqu[eê]|pourquoi|warum|weshalb|wieso|perch[eé]|mengapa|kenapa|neden|ni[cç]in|waarom)\b|почему|لماذا|क्यों|为什么|なぜ/iu,
  ],
  [
    "definition",
    /^\W*(?:(?:and|so|ok|hi|hello|sorry|but),? )*(?:what(?:'s| is| are| was| were| does \w+ mean)|tell me about|explain|define|qu[eé] (?:es|son|significa)|o que (?:[eé]|s[aã]o|significa)|qu'est[- ]ce qu|c'est quoi|was (?:ist|sind|bedeutet)|(?:che )?cosa (?:[eè]|sono|significa)|apa (?:itu|yang dimaksud)|wat (?:is|zijn|betekent))\b|^(?:ما هو|ما هي|что такое)|क्या (?:है|हैं)|是什么|とは|nedir/iu,
  ],
];

/** "X is a …", near the beginning of a sentence. */
const DEFINES =
  /^.{2,90}?(?:\b(?:is|are|was|were) (?:an?|the|one|called|used|designed)\b|\b(?:means?|refers? to|stands for|consists? of)\b|\b(?:es|son) (?:un|el|la|los|las)|\b(?:[eé]|s[aã]o) (?:um|o|a|os|as)\b|\best (?:un|le|la|l)|\b(?:ist|sind) (?:ein|der|die|das|eine)\b|\b(?:[eè]|sono) (?:un|il|la|lo|l)|\b(?:adalah|merupakan|ialah)\b|\bis (?:een|de|het)\b| هو | هي | — это | 是一|とは)/iu;

const REASON_WORDS =
  /\b(because|since|due to|as a result|in order to|so that|caused by|porque|ya que|debido|pois|devido|parce que|car|weil|denn|damit|perch[eé]|poich[eé]|karena|sebab|çünkü|omdat)\b|потому|لأن|بسبب|क्योंकि|因为|ため|から/iu;
const DURATION =
  /\d+\s*(?:-|to|–)?\s*\d*\s*(?:business |working |calendar )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?|dias?|m[eê]s|anos?|jours?|heures?|semaines?|mois|ans?|tage?n?|stunden?|wochen?|monate?n?|jahre?n?|giorn[oi]|or[ae]|settiman[ae]|mesi|ann[oi]|hari|jam|menit|minggu|bulan|tahun|g[uü]n|saat|hafta|ay|y[iı]l|dagen|dag|uur|weken|maanden|jaar|дн\S*|час\S*|недел\S*|месяц\S*|лет|год\S*|يوم|أيام|ساعة|ساعات|أسبوع|شهر|سنة|दिन|घंटे|सप्ताह|महीने|साल|天|小时|周|月|年|日|時間|分)/iu;
/** Capitalised words inside a sentence: a name, in scripts that have capitals. */
const NAME = /(?<=\S\s)\p{Lu}\p{Ll}+/u;

/** What the question asks for, when its words tell; undefined for an open question ("How do I …?"). */
const cueOf = (question: string): Cue | undefined => QUESTION_WORDS.find(([, words]) => words.test(question))?.[0];

/** A question that a sentence or two can answer: an amount, a date, a name. Others want an explanation. */
export const asksForOneFact = (question: string): boolean => {
  const cue = cueOf(question);
  return cue !== undefined && cue !== "definition" && cue !== "reason";
};

/** What has a shape of its own proves more: "$12" answers "how much is it", a capital letter hardly answers "who". */
const CUE_STRENGTH: Record<Cue, number> = {
  price: 3,
  duration: 2,
  time: 2,
  number: 1,
  person: 1,
  reason: 1,
  definition: 1,
};

/** 1 to 3 when a sentence has what the question asks for (an amount, a duration, a date, a name, a reason), else 0. */
export function cueMatch(question: string, sentence: string): number {
  const cue = cueOf(question);
  return cue !== undefined && hasCue(cue, sentence) ? CUE_STRENGTH[cue] : 0;
}

/** True when another question asks for something else: the entry "How heavy is it?" does not answer "How much is it?". */
export function asksForSomethingElse(question: string, other: string): boolean {
  const cue = cueOf(question);
  return cue !== undefined && asksForOneFact(question) && cueOf(other) !== cue;
}

function hasCue(cue: Cue, sentence: string): boolean {
  if (cue === "reason") return REASON_WORDS.test(sentence);
  if (cue === "definition") return DEFINES.test(sentence);
  if (cue === "person") return NAME.test(sentence);
  if (cue === "duration" && DURATION.test(sentence)) return true;
  const kinds = factsOf(sentence).map((fact) => fact.kind);
  if (cue === "price") return kinds.includes("price");
  if (cue === "number") return kinds.some((kind) => kind === "number" || kind === "price" || kind === "percentage");
  if (cue === "duration") return false;
  return (
    kinds.some((kind) => kind === "date" || kind === "time" || kind === "weekday") ||
    /\b(1[5-9]|20)\d\d\b/u.test(sentence)
  );
}
