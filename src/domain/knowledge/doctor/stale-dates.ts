import { factsOf } from "../../agent/facts";
import { toAsciiDigits } from "../../agent/number-readings";
import { splitSentences } from "../sentences";
import { type ExaminedPassage, type Quote, quoteOf } from "./examined-passage";

export interface StaleDate {
  quote: Quote;
  /** The last day it spoke of, as YYYY-MM-DD (UTC). */
  endedOn: string;
}

/** Promises that run out: what stands right before (or, in some languages, after) the date they run to. */
const ENDS =
  /(?<!\p{L})(?:until|till|through|expires?(?: on)?|expiring|ends?(?: on)?|ending|valid (?:to|through|until|till)|deadline(?: is| of)?|no later than|apply by|order by|book by|closes on|hasta(?: el)?|v[aá]lid[oa]s? (?:hasta|até|fino)|caduca(?: el)?|vence(?: el| em)?|até(?: o dia| ao dia)?|termina (?:el|a|em)|jusqu['’]au|valables? jusqu\p{L}*|expire le|bis(?: zum| einschließlich| spätestens)?|gültig bis|endet am|läuft ab am|fino al|entro(?: il)?|scade il|valid[oa] fino|sampai|hingga|berlaku (?:sampai|hingga)|berakhir|tot(?: en met)?|geldig tot|eindigt op|до|действ\p{L}+ до|по|до конца)\s+(?:\p{L}+\s+){0,2}$|(?:حتى|لغاية|ينتهي(?: في)?|تنتهي(?: في)?)\s*(?:يوم\s*)?$|(?:有效期至|截止(?:到|至)?|直到|至|到)\s*$/iu;
const ENDS_AFTER =
  /^\s*(?:तक|['’]?\p{L}{0,4}\s+(?:kadar|tarihine kadar)|['’]?[ae] kadar|まで|迄|止|为止|為止|截止|前有效)/u;

/** What is said of a year or season as if it were now. */
const CURRENT =
  /(?<!\p{L})(?:prices?|pric(?:e list|ing)|rates?|tariffs?|fees|opening hours|opening times|timetables?|schedules?|catalog(?:ue)?|offers?|discounts?|season|menu|brochure|precios|tarifas?|horarios?|ofertas?|temporada|pre[cç]os?|tabela|catálogo|prix|tarifs?|horaires|offres?|saison|preise?|preisliste|öffnungszeiten|angebote?|prezzi|listino|orari|offerte|stagione|harga|daftar harga|jam buka|promo|penawaran|prijzen|prijslijst|openingstijden|aanbieding\p{L}*|цены|прайс\p{L}*|тарифы|часы работы|акци[яи]|fiyat\p{L}*|kampanya|أسعار|الأسعار|مواعيد|عرض|कीमत\p{M}*|मूल्य|समय|ऑफ़र)(?!\p{L})|价格|價格|营业时间|營業時間|优惠|料金|価格|営業時間/iu;
/** Looking back is no promise. */
const HISTORY =
  /(?<!\p{L})(?:since|founded|established|was|were|had|did|history|historical|until then|ended|expired|archived?|compiled|launched|opened|published|updated|version|copyright|act of|law|regulation|census|born|died|won|desde|fundad[oa]|era|fue|fueron|foi|foram|história|historia|depuis|fondée?|était|étaient|fut|seit|gegründet|war|waren|wurde|wurden|dal|fondat[oa]|fu|furono|sejak|didirikan|adalah|pernah|sinds|opgericht|werd|werden|с тех пор|основан\p{L}*|был\p{L}*|kuruldu|منذ|تأسس\p{L}*|كان\p{L}*|था|थे|थी|से)(?!\p{L})|©|成立|创立|設立|以来/iu;
const YEAR = /(?<![\d.,/:\p{L}€$£–-])(20\d\d)([/–-](?:20)?\d\d(?!\d))?(?![\d.,]?\d|\s?(?:€|\$|£|%|kg|km|ml|g\b))/gu;
/** Older dates are history whatever the words around them. */
const MAX_AGE_YEARS = 8;

const DAY_MS = 86_400_000;

/** Sentences that promise something up to a date, or for a year, that has passed. Precision before recall. */
export function findStaleDates(passages: readonly ExaminedPassage[], now: Date, limit = 50): StaleDate[] {
  const found = new Map<string, StaleDate>();
  for (const passage of passages) {
    for (const sentence of wholeDates(splitSentences(passage.text))) {
      if (!/\p{Nd}/u.test(sentence)) continue;
      const ended = lastDayOf(sentence, now);
      const key = `${passage.documentId} ${sentence}`;
      if (ended !== undefined && !found.has(key))
        found.set(key, { quote: quoteOf(passage, sentence), endedOn: new Date(ended).toISOString().slice(0, 10) });
    }
  }
  return [...found.values()].sort((a, b) => (a.endedOn < b.endedOn ? 1 : -1)).slice(0, limit);
}

/** "bis zum 31." and "März 2024": a point after a day ends no sentence. */
function wholeDates(sentences: readonly string[]): string[] {
  const whole: string[] = [];
  for (const sentence of sentences) {
    if (/(?<!\d)\d{1,2}\.$/u.test(whole.at(-1) ?? "")) whole.push(`${whole.pop()} ${sentence}`);
    else whole.push(sentence);
  }
  return whole;
}

/** The last day a sentence promises something for, when it has passed; milliseconds since 1970. */
function lastDayOf(sentence: string, now: Date): number | undefined {
  if (HISTORY.test(sentence)) return undefined;
  const text = toAsciiDigits(sentence.normalize("NFKC"));
  const promised = endsIn(text);
  const days = promised.length > 0 ? promised : yearsIn(text);
  // What still runs for one of its dates is a promise that holds.
  const last = Math.max(...days);
  const oldest = Date.UTC(now.getUTCFullYear() - MAX_AGE_YEARS, 0, 1);
  return days.length > 0 && last + DAY_MS <= now.getTime() && last >= oldest ? last : undefined;
}

/** Last days of the dates that something runs to. */
function endsIn(text: string): number[] {
  const days: number[] = [];
  for (const fact of factsOf(text)) {
    const at = text.indexOf(fact.text);
    if (fact.kind !== "date" || at < 0) continue;
    if (!ENDS.test(text.slice(0, at)) && !ENDS_AFTER.test(text.slice(at + fact.text.length))) continue;
    days.push(...fact.provenBy.flatMap(lastDayOfKey));
  }
  for (const match of text.matchAll(YEAR))
    if (
      /(?<!\p{L})(?:(?:end of|fin de|final de|fim de|fin|ende|fine|akhir|eind|конца) )$/iu.test(
        text.slice(0, match.index),
      )
    )
      days.push(Date.UTC(Number(match[1]), 11, 31));
  return days;
}

/** Years that something current is said to be of: "Prices 2023", "opening hours in summer 2024". */
function yearsIn(text: string): number[] {
  if (!CURRENT.test(text)) return [];
  // A whole date in it says when something was written or happened; "2024/25" and "2024-2025" run into the next year.
  const bare = factsOf(text).reduce(
    (rest, { kind, text: date }) => (kind === "date" ? rest.replace(date, " ") : rest),
    text,
  );
  const yearsOf = ([, year, span]: RegExpMatchArray) => Date.UTC(Number(year) + (span ? 1 : 0), 11, 31);
  return bare === text ? [...text.matchAll(YEAR)].map(yearsOf) : [];
}

/** `date:2024-3-31` → that day; `month:2024-3` → the month's last day; without a year, nothing. */
function lastDayOfKey(key: string): number[] {
  const [kind, value = ""] = key.split(":");
  const [year = 0, month = 1, day = 1] = value.split("-").map(Number);
  if (kind === "date") return [Date.UTC(year, month - 1, day)];
  return kind === "month" ? [Date.UTC(year, month, 0)] : [];
}
