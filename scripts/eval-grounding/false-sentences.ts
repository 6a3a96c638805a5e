import type { Seeded } from "../bench/knowledge/seeded";

/** What is wrong in a false sentence. */
export const FALSE_KINDS = ["number", "date", "price", "name"] as const;
export type FalseKind = (typeof FALSE_KINDS)[number];

export interface FalseSentence {
  text: string;
  kind: FalseKind;
  /** The words that are wrong. */
  wrong: string;
}

const FIRST_NAMES = ["Marta", "Harald", "Oyelaran", "Quirin", "Sunniva", "Tadeusz", "Ximena", "Yorick"];
const LAST_NAMES = ["Lindqvist", "Blomberg", "Zellweger", "Okonjo", "Vasquez", "Trelawney", "Quackenbush", "Ferrante"];
const PRODUCTS = ["Norvik", "Zenthor", "Quellmark", "Brixotel", "Dunmarrow", "Fyrdale", "Veltanova", "Ostrowell"];
const MONTHS = ["January", "March", "April", "July", "September", "October", "November", "December"];

const endless = (sentence: string): string => sentence.replace(/[\s.!?…:;]+$/u, "");
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

/** Wrong words of each kind, in several forms. */
const WRONG: Record<FalseKind, (random: Seeded) => string> = {
  number: (random) => String(random.between(13, 998)),
  price: (random) => {
    const amount = random.between(13, 998);
    return random.pick([`$${amount}`, `${amount} dollars`, `€${amount}.50`, `£${amount}`, `USD ${amount}.99`]);
  },
  date: (random) => {
    const [day, month, year] = [random.between(1, 28), random.pick(MONTHS), random.between(2031, 2039)];
    return random.pick([
      `${day} ${month} ${year}`,
      `${month} ${day}, ${year}`,
      `${year}-11-${day}`,
      `${day} ${month}`,
      `${month} ${year}`,
    ]);
  },
  name: (random) =>
    random.pick([
      `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
      random.pick(PRODUCTS),
      `Dr. ${random.pick(LAST_NAMES)}`,
      `${random.pick(PRODUCTS)} ${random.pick(LAST_NAMES)}`,
    ]),
};

/** Ways to say the wrong words in a sentence that is right otherwise. */
const ADDED: Record<FalseKind, readonly ((base: string, wrong: string) => string)[]> = {
  number: [
    (base, wrong) => `${endless(base)} within ${wrong} days.`,
    (base, wrong) => `${endless(base)}, up to ${wrong} times.`,
    (base, wrong) => `In ${wrong} cases ${lowerFirst(base)}`,
  ],
  price: [
    (base, wrong) => `${endless(base)} for ${wrong}.`,
    (base, wrong) => `${endless(base)}, which costs ${wrong}.`,
    (base, wrong) => `For ${wrong}, ${lowerFirst(base)}`,
  ],
  date: [
    (base, wrong) => `${endless(base)} until ${wrong}.`,
    (base, wrong) => `${endless(base)}, starting ${wrong}.`,
    (base, wrong) => `Since ${wrong} ${lowerFirst(base)}`,
  ],
  name: [
    (base, wrong) => `${endless(base)} with ${wrong}.`,
    (base, wrong) => `${endless(base)}, says ${wrong}.`,
    (base, wrong) => `According to ${wrong}, ${lowerFirst(base)}`,
    (base, wrong) => `${wrong} confirms that ${lowerFirst(base)}`,
  ],
};

/** What of its kind already stands in a sentence and can be exchanged for something wrong. */
const REPLACED: Record<FalseKind, RegExp> = {
  number: /(?<![\p{L}\p{N}$€£.,:/-])\d{1,4}(?![\p{L}\p{N}%:/]|[.,]\d|-\d)/gu,
  price: /[$€£]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)* (?:dollars|euros|pounds)/gu,
  date: /\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?/gu,
  name: /(?<=[\p{Ll},] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu,
};

/**
 * A sentence that is as right as `base` but for one number, price, date or name, which none of the passages has: in place
 * of one of its own where it has one, else added.
 */
export function falseSentence(base: string, kind: FalseKind, passages: string, random: Seeded): FalseSentence {
  const folded = passages.toLowerCase();
  let wrong = WRONG[kind](random);
  const isThere = () =>
    wrong
      .split(/[^\p{L}\p{N}]+/u)
      .some(
        (part) =>
          part.length > 1 &&
          /\d{2}|^\p{Lu}/u.test(part) &&
          !MONTHS.includes(part) &&
          part !== "Dr" &&
          part !== "USD" &&
          folded.includes(part.toLowerCase()),
      );
  for (let tries = 0; tries < 200 && isThere(); tries++) wrong = WRONG[kind](random);
  const own = [...base.matchAll(REPLACED[kind])];
  if (own.length > 0 && random.next() < 0.7) {
    const { index, 0: found } = random.pick(own);
    return { kind, wrong, text: `${base.slice(0, index)}${wrong}${base.slice(index + found.length)}` };
  }
  return { kind, wrong, text: random.pick(ADDED[kind])(base, wrong) };
}
