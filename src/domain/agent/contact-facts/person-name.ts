/**
 * Words after which people write their own name and hardly anything else; between them and the name stands a space.
 * Languages without capital letters are left out where the next word may as well be something else.
 */
const CUES = [
  "(?<!\\b(?:in|under|on|of|to|with|if|that) )my name(?: is|['’]s)",
  "me llamo",
  "mi nombre es",
  "(?:o )?meu nome é",
  "me chamo",
  "chamo-me",
  "je m['’]appelle",
  "mon nom est",
  "moi,? c['’]est",
  "mein name ist",
  "ich hei(?:ß|ss)e",
  "mi chiamo",
  "il mio nome è",
  "nama saya(?: adalah)?",
  "mijn naam is",
  "ik heet",
  "benim adım",
  "меня зовут",
  "мо[её] имя",
];
/** "I'm …" is followed by much else, so it counts only right after a greeting, and for a whole name. */
const INTRODUCTIONS = [
  "(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| all| everyone)?[\\s,.!]+(?:i['’]m|i am|this is)",
  "(?:hola|buen[oa]s(?: d[ií]as| tardes| noches)?)[\\s,.!]+soy",
  "(?:ol[áa]|oi|bom dia|boa tarde|boa noite)[\\s,.!]+(?:eu )?sou(?: [oa])?",
  "(?:bonjour|bonsoir|salut)[\\s,.!]+je suis",
  "(?:hallo|guten (?:tag|morgen|abend))[\\s,.!]+(?:ich bin|hier ist|ik ben)",
  "(?:buongiorno|buonasera|ciao|salve)[\\s,.!]+sono",
];
const START = "(?<=^|[\\s,.!?;:(–—-])";
const cuePattern = (cues: readonly string[]) => new RegExp(`${START}(?:${cues.join("|")})[:,]? `, "giu");

/** A capital and small letters after it: "Ana", "O'Brien", "McDonald", "Jean-Luc". What is all capitals may be shouted. */
const WORD = "\\p{Lu}(?:['’]\\p{Lu})?\\p{Ll}+(?:(?:['’-]\\p{Lu}?|\\p{Lu})\\p{Ll}+)*";
const PARTICLES = "(?:(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|la|le|bin|binti|el|al|y|e) ){0,2}";
/** Read at one place, and as it is written. */
const namePattern = (moreWords: string) =>
  new RegExp(`${WORD}(?: (?:${PARTICLES}${WORD}|\\p{Lu}\\.))${moreWords}(?![\\p{L}\\p{N}@]|['’]\\p{L})`, "uy");
const PATTERNS = [
  { cue: cuePattern(CUES), name: namePattern("{0,3}") },
  { cue: cuePattern(INTRODUCTIONS), name: namePattern("{1,3}") },
];

/** Han names after 我叫, and Japanese ones before と申します. */
const UNSPACED = [
  /(?:^|[\s，。,.!！])我(?:的名字)?(?:叫|是叫)([\p{Script=Han}]{2,4})(?=$|[\s，。,.!！])/u,
  /(?:^|[\s、。!！])([\p{Script=Han}\p{Script=Katakana}ー]{2,8})と申します/u,
];
const NOT_IN_UNSPACED = /[你您他她它们了不没过来去做什么]/u;

/** What is written with a capital after such words and is nobody's name. */
const NO_NAMES = new Set(
  (
    "not wrong missing spelled misspelled written sorry interested looking trying still unable waiting back here the " +
    "confirmed registered new your there mister " +
    "sie ihnen ihn es falsch nicht mal no non pas est já nao não siapa belum tidak salah " +
    "customer client cliente kunde klant pelanggan"
  ).split(" "),
);

const MAX_CHARACTERS = 60;

/**
 * The customer's own name, when they say that it is theirs; undefined in doubt: a wrong name is worse than none. The last
 * one counts when they say two.
 */
export function findPersonName(text: string): string | undefined {
  return text
    .split(/\n|(?<=[.!?]) /u)
    .flatMap((sentence) => nameIn(sentence) ?? [])
    .at(-1);
}

function nameIn(sentence: string): string | undefined {
  const unspaced = UNSPACED.map((pattern) => pattern.exec(sentence)?.[1]).find((name) => name !== undefined);
  if (unspaced !== undefined) return NOT_IN_UNSPACED.test(unspaced) ? undefined : unspaced;
  const names = PATTERNS.flatMap(({ cue, name }) =>
    [...sentence.matchAll(cue)].flatMap(({ 0: words, index }) => readAt(name, sentence, index + words.length) ?? []),
  );
  return names.find((name) => {
    const words = name.toLocaleLowerCase("en").split(" ");
    return name.length <= MAX_CHARACTERS && !words.some((word) => NO_NAMES.has(word));
  });
}

function readAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}
