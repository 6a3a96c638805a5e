/** Languages whose fixed texts, month names and number words the agent knows (BCP 47 primary subtags). */
export const AGENT_LANGUAGES = [
  "en",
  "es",
  "pt",
  "fr",
  "de",
  "it",
  "id",
  "ar",
  "hi",
  "ru",
  "zh",
  "ja",
  "tr",
  "nl",
] as const;
export type AgentLanguage = (typeof AGENT_LANGUAGES)[number];

const fold = (word: string): string => word.normalize("NFKC").toLowerCase().replace(/\.$/u, "");

function namesBy(options: Intl.DateTimeFormatOptions, dates: readonly Date[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of AGENT_LANGUAGES) {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    dates.forEach((date, index) => {
      // Chinese and Japanese write months as numbers, which are checked as numbers.
      const name = fold(format.format(date));
      if (/^\p{L}[\p{L}\p{M}-]{2,}$/u.test(name) && !names.has(name)) names.set(name, index + 1);
    });
  }
  return names;
}

const firstOfMonths = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)));
// 1 January 2024 was a Monday.
const weekOfDays = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));

// English "may" and "mar" (Spanish for sea) and the like are words of their own: only long names are read alone.
const MONTHS = new Map([
  ...namesBy({ month: "short", day: "numeric" }, []),
  ...namesBy({ month: "short" }, firstOfMonths),
  ...namesBy({ month: "long" }, firstOfMonths),
]);
const WEEKDAYS = namesBy({ weekday: "long" }, weekOfDays);

/** 1..12 for the name of a month in any known language, short or long; undefined for other words. */
export const findMonth = (word: string): number | undefined => MONTHS.get(fold(word));

/** 1 (Monday) .. 7 for the full name of a weekday in any known language. */
export const findWeekday = (word: string): number | undefined => {
  const folded = fold(word);
  // "Sundays", "Sonntags", "sábados"
  return WEEKDAYS.get(folded) ?? WEEKDAYS.get(folded.replace(/s$/u, ""));
};

/** Number words from two to twelve. One is left out: in many languages it is the article. */
const NUMBER_WORDS: readonly (readonly [number, string])[] = [
  [2, "two dos dois duas deux zwei due dua twee два две iki दो اثنان اثنين"],
  [3, "three tres três trois drei tre tiga drie три üç तीन ثلاثة ثلاث"],
  [4, "four cuatro quatro quatre vier quattro empat четыре dört चार أربعة أربع"],
  [5, "five cinco cinq fünf cinque lima vijf пять beş पांच पाँच خمسة خمس"],
  [6, "six seis sechs sei enam zes шесть altı छह ستة ست"],
  [7, "seven siete sete sept sieben sette tujuh zeven семь yedi सात سبعة سبع"],
  [8, "eight ocho oito huit acht otto delapan восемь sekiz आठ ثمانية ثماني"],
  [9, "nine nueve nove neuf neun sembilan negen девять dokuz नौ تسعة تسع"],
  [10, "ten diez dez dix zehn dieci sepuluh tien десять on दस عشرة عشر"],
  [11, "eleven once onze elf undici sebelas одиннадцать ग्यारह"],
  [12, "twelve doce doze douze zwölf dodici twaalf двенадцать बारह"],
];
/** Words that are something else in another known language ("on" and "once" in English, "sept" for September). */
const AMBIGUOUS = new Set(["on", "once", "sept", "due", "dos", "sei", "ten", "elf", "lima", "tre", "acht", "dix"]);
const NUMBERS = new Map(
  NUMBER_WORDS.flatMap(([value, words]) => words.split(" ").map((word) => [word, value] as const)),
);

/** 2..12 for a number word; undefined for other words and for "one". */
export const findNumberWord = (word: string): number | undefined => NUMBERS.get(fold(word));

/** True for a number word that cannot be taken for anything else, so that a reply using it must prove it. */
export const isClearNumberWord = (word: string): boolean => {
  const folded = fold(word);
  return NUMBERS.has(folded) && !AMBIGUOUS.has(folded);
};
