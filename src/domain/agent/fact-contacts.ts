import { eachMatch, fact } from "./fact";

const LINK =
  /\bhttps?:\/\/[^\s<>"'|]+|\bwww\.[^\s<>"'|]+|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|io|gov|edu|info|biz|shop|store|app|dev|me|co|eu|uk|de|fr|es|it|nl|br|pt|mx|id|in|ru|jp|cn|tr|ar|example|test)(?:\/[^\s<>"'|]*)?(?![\w@-])/giu;

/** `https://www.Shop.example/Returns/.` → `shop.example/returns` */
function normalLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/[)\].,;:!?*_]+$/u, "")
    .replace(/^https?:\/\//u, "")
    .replace(/^www\./u, "")
    .replace(/\/$/u, "");
}

export const findLinks = eachMatch(LINK, (match) => {
  const link = normalLink(match[0]);
  // A page proves the site it stands on, never the other way round.
  return fact("link", match[0], [`link:${link}`], [`link:${link}`, `link:${link.split(/[/?#]/u)[0]}`]);
});

export const findEmails = eachMatch(
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu,
  (match) => fact("email", match[0], [`email:${match[0].toLowerCase()}`]),
);

export const findPhones = eachMatch(
  /(?<![\d/.,])(?:\+\s?|\()?\d(?:[\s().\u00a0-]{0,2}\d){6,14}(?![\d/])/gu,
  (match) => {
    const digits = match[0].replaceAll(/\D/gu, "");
    const looksLikePhone = /^[+(]/u.test(match[0]) || /\d[-)]/u.test(match[0]) || digits.length >= 9;
    return looksLikePhone ? fact("phone", match[0], [`digits:${digits}`, `number:${digits}`]) : undefined;
  },
);
