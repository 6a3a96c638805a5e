// What guessing starts with: a handful of words, keyboard walks and repetitions, dressed up with digits and signs. The
// words below stand for all their dressed-up forms, so a short list goes a long way.

const WORDS = new Set(
  (
    "password passwort passord senha contrasena contraseña motdepasse katasandi parola wachtwoord secret topsecret " +
    "welcome willkommen bienvenue bemvindo selamatdatang letmein helloworld login signin admin administrator root superuser user " +
    "guest test tester testing demo default changeme change temp temporary master system server access hello hallo " +
    "goodbye sunshine princess dragon monkey football baseball basketball soccer hockey superman batman spiderman " +
    "starwars pokemon pikachu shadow michael jordan jennifer jessica ashley daniel charlie thomas robert andrew joshua " +
    "anthony matthew iloveyou ilove loveyou loveme lovely trustno freedom whatever computer internet samsung google " +
    "facebook whatsapp instagram apple iphone android microsoft windows summer winter spring autumn january february " +
    "december monday friday sunday flower chocolate cookie cheese banana orange purple diamond silver golden killer " +
    "hunter ranger mustang ferrari mercedes liverpool chelsea arsenal barcelona juventus realmadrid chicago london " +
    "paris berlin america england brazil indonesia qwerty qwertz azerty asdf zxcv qazwsx parley business company office"
  ).split(" "),
);

const WALK_LINES = [
  ...["1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"],
  "abcdefghijklmnopqrstuvwxyz",
  // Down the columns of a keyboard, and zigzag between its upper rows.
  ...["1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p"],
];
const WALKS = WALK_LINES.flatMap((line) => [line + line, [...(line + line)].reverse().join("")]);
const SHORTEST_WALK = 3;

const LOOKALIKES: Record<string, string> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" },
  ...{ "@": "a", $: "s", "!": "i" },
};

/**
 * Whether a password is among the first that anybody would try: a short number, a short piece repeated, a walk along the
 * keyboard, the alphabet or the digits, or a common word with nothing but digits and signs around it, its letters
 * replaced by lookalikes or not (`P@ssw0rd2024!`).
 */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  return /^\d{1,11}$/.test(text) || isRepetition(text) || isWalk(text) || isDressedWord(text);
}

function isRepetition(text: string): boolean {
  for (let size = 1; size <= Math.min(4, text.length / 2); size++) {
    if (
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .startsWith(text)
    )
      return true;
  }
  return false;
}

/** Nothing but walks, and perhaps a little at the end: `qwerty123456`, `abcd1234!`. */
function isWalk(text: string): boolean {
  let rest = text;
  while (rest.length >= SHORTEST_WALK) {
    const length = walkLength(rest);
    if (length === 0) return false;
    rest = rest.slice(length);
  }
  return rest.length < text.length;
}

/** How much of the beginning is one walk; 0 when it is too short to be one. */
function walkLength(text: string): number {
  for (let length = text.length; length >= SHORTEST_WALK; length--)
    if (WALKS.some((walk) => walk.includes(text.slice(0, length)))) return length;
  return 0;
}

function isDressedWord(text: string): boolean {
  const withoutTail = text.replace(/[\d\W_]+$/u, "");
  // A sign in front may be dressing (`123password`) or a letter's lookalike (`@dmin123`).
  return [withoutTail, withoutTail.replace(/^[\d\W_]+/u, "")].some((candidate) =>
    WORDS.has([...candidate].map((character) => LOOKALIKES[character] ?? character).join("")),
  );
}
