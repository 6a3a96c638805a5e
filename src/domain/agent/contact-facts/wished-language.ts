/** What people call a language when they ask for it, in that language, in English, or in their own. */
const NAMES = {
  en: "english|inglés|inglês|anglais|englisch|inglese|engels|ingilizce|английск\\p{L}+|inggris|英语|英文",
  es: "spanish|español|castellano|espanhol|espagnol|spanisch|spagnolo|spaans",
  pt: "portuguese|português|portugués|portugais|portugiesisch|portoghese|portugees",
  fr: "french|français|francés|francês|französisch|francese|frans",
  de: "german|deutsch|alemán|alemão|allemand|tedesco|duits",
  it: "italian|italiano|italien|italienisch|italiaans",
  id: "indonesian|bahasa indonesia|bahasa",
  ar: "arabic|العربية|عربي",
  hi: "hindi|हिंदी|हिन्दी",
  ru: "russian|русск\\p{L}+|по-русски",
  zh: "chinese|mandarin|中文",
  ja: "japanese|日本語",
  tr: "turkish|türkçe",
  nl: "dutch|nederlands|holandés|holandês|niederländisch",
} as const;
type Language = keyof typeof NAMES;
/** Those that can be wished for (ISO 639-1). */
export const WISHED_LANGUAGES = Object.keys(NAMES) as readonly Language[];

/** Asked of whoever answers: "please write in Spanish", "¿puede responder en inglés?". */
const ASKING =
  "(?:(?:speak|talk|write|reply|answer|respond|continue)(?: to me| with me| me)?|(?:habl|escrib|respond|contest)\\p{L}*(?:me)?|(?:fal|escrev|respond)\\p{L}*(?:-me)?|(?:parl|écri|répond)\\p{L}*(?:-moi)?|(?:schreib|antwort|sprech)\\p{L}*(?: sie)?(?: mir)?|(?:scriv|rispond|parl)\\p{L}*(?:mi)?|(?:jawab|tulis|balas)\\p{L}*|(?:schrijf|antwoord)\\p{L}*)(?: please| por favor| bitte| s'il vous plaît| per favore)?";
const IN = "(?: in| en| em| auf| dalam| pakai| на)?(?: the)?";

const PATTERNS = (Object.keys(NAMES) as Language[]).map((language) => ({
  language,
  named: new RegExp(`(?<!\\p{L})(?:${NAMES[language]})(?!\\p{L})`, "iu"),
  polite: new RegExp(
    `\\b(?:in|en|em|auf) (?:${NAMES[language]}),? (?:please|por favor|bitte|s['’]il vous pla[iî]t|per favore|alsjeblieft|alstublieft)`,
    "iu",
  ),
  asked: new RegExp(`${ASKING}${IN} (?:${NAMES[language]})(?!\\p{L})`, "iu"),
}));
/** About others, or about what there is. */
const NO_WISH =
  /\b(?:does|do you (?:have|sell)|is there|are there|manual|menu|menú|guide|tour|version|staff|don['’]t|not|no|n[ãa]o|nicht|pas)\b/iu;

/** The language that the customer asks to be answered in (ISO 639-1); undefined when they don't ask for one, or for two. */
export function findWishedLanguage(text: string): string | undefined {
  const sentences = text.split(/\n|(?<=[.!?]) /u).filter((sentence) => !NO_WISH.test(sentence));
  const wish = sentences.find((sentence) =>
    PATTERNS.some(({ asked, polite }) => asked.test(sentence) || polite.test(sentence)),
  );
  const named = PATTERNS.filter((language) => wish !== undefined && language.named.test(wish));
  return named.length === 1 ? named[0]?.language : undefined;
}
