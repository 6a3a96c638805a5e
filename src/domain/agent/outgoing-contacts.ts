import { factsOf } from "./facts";
import { toAsciiDigits } from "./number-readings";

/** Something that leads a customer elsewhere or to somebody: as it is compared, and as it was written. */
interface NamedContact {
  key: string;
  text: string;
}

/** Ends of host names that stand without "https://" in messages; with it, any end counts. */
const ENDS =
  "com|org|net|io|gov|edu|info|biz|shop|store|app|dev|example|test|xyz|top|site|online|club|live|link|click|win|vip|icu|pro|tech|space|website|page|blog|cloud|bank|loan|work|tokyo|[a-z]{2}";
const LINK = new RegExp(
  String.raw`\b[a-z][a-z0-9+.-]{1,20}://[^\s<>"'|]+|\bwww\.[^\s<>"'|]+|\b(?:javascript|data|vbscript|mailto|tel|sms):(?=[\p{L}\p{N}/+])[^\s<>"'|]+|(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:${ENDS})(?::\d{2,5})?(?:[/?#][^\s<>"'|]*)?(?![\p{L}\p{N}@])`,
  "giu",
);
/** "evil[.]example", "evil (dot) example", "hxxps://": written so that only people read them as links. */
const unmasked = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/giu, ".")
    .replaceAll(/\bhxxp/giu, "http")
    .replaceAll(/[\u200b-\u200d\u2060\ufeff]/gu, "");

const linkKey = (link: string): string =>
  link
    .toLowerCase()
    .replace(/[)\].,;:!?*_~`]+$/u, "")
    .replace(/^https?:\/\//u, "")
    .replace(/^www\./u, "")
    .replace(/\/$/u, "");

/** Every link of a text; a name with a dot in it ("index.js") may be among them. */
const linksIn = (text: string): NamedContact[] =>
  [...unmasked(text).matchAll(LINK)].map((match) => ({ key: linkKey(match[0]), text: match[0] }));

const hostOf = (key: string): string => key.split(/[/?#]/u)[0] ?? key;

/** A link that is cut at its query or behind a part of its path still leads to the same site. */
const isBeginningOf = (key: string, known: string): boolean =>
  hostOf(key) === hostOf(known) && known.startsWith(key) && /^[/?#]/u.test(known.slice(key.length));

/** Fewer digits than this are shared by chance: a number is the same with and without its country's code. */
const SAME_NUMBER_DIGITS = 7;

/**
 * Links, e-mail addresses and phone numbers of a text that none of the sources has, as written there; addresses and
 * numbers may also come from the customer's own words. A page proves the
 * site it stands on, never the other way round; phone numbers may be spaced and prefixed differently.
 */
export function unknownContacts(
  text: string,
  sources: readonly string[],
  customerWords: readonly string[] = [],
): string[] {
  const clear = unmasked(text);
  const known = sources.map(unmasked);
  const links = new Set(known.flatMap((source) => linksIn(source).flatMap(({ key }) => [key, hostOf(key)])));
  const given = [...known, ...customerWords.map(unmasked)];
  const emails = new Set(given.flatMap((source) => contactsOf(source, "email").map((email) => email.toLowerCase())));
  const numbers = given.map((source) => toAsciiDigits(source).replaceAll(/[\s().\u00a0+/-]+/gu, ""));
  const isKnownNumber = (written: string) => {
    const digits = toAsciiDigits(written).replaceAll(/\D/gu, "");
    return numbers.some(
      (source) =>
        source.includes(digits) || source.includes(digits.slice(-Math.max(SAME_NUMBER_DIGITS, digits.length - 3))),
    );
  };
  return [
    ...linksIn(clear)
      .filter(({ key }) => !links.has(key) && ![...links].some((known) => isBeginningOf(key, known)))
      .map((link) => link.text),
    ...contactsOf(clear, "email").filter((email) => !emails.has(email.toLowerCase())),
    ...contactsOf(clear, "phone").filter((number) => !isKnownNumber(number)),
  ];
}

const contactsOf = (text: string, kind: "email" | "phone"): string[] =>
  factsOf(text).flatMap((fact) => (fact.kind === kind ? [fact.text] : []));
