const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,24}(?![\p{L}\p{N}@-])/gu;
const MAX_CHARACTERS = 254;
/** Said of one's own address. */
const CUE =
  /e-?mail|\bmail\b|correo|courriel|endereço|adresse|indirizzo|alamat|почт|имейл|邮箱|电邮|メール|eposta|e-posta|بريد|ईमेल|(?:write|contact|reach|reply) (?:to )?me\b/iu;
/** Of somebody else's. */
const FOREIGN =
  /\b(?:your|yours|his|her|their|tu|tus|vuestr[oa]s?|su|seu|sua|vosso|vossa|votre|vos|ton|ta|son|ihre?[nmrs]?|eure?[nmrs]?|dein[ers]?|vostr[oa]|tuo|tua|anda|kalian|jullie|uw|je|ваш\p{L}*|твой|твоя)(?!\p{L})/iu;

/**
 * The customer's own e-mail address: the message is nothing else, or says that it is theirs. Undefined in doubt, as when
 * there are several or somebody else's is spoken of.
 */
export function findEmail(text: string): string | undefined {
  const found = new Set([...text.matchAll(ADDRESS)].map(([address]) => address.toLowerCase()));
  const [email] = found;
  if (email === undefined || found.size > 1 || email.length > MAX_CHARACTERS) return undefined;
  const sentence = text.split(/\n|(?<=[.!?]) /u).find((part) => part.toLowerCase().includes(email)) ?? text;
  const rest = sentence.toLowerCase().replace(email, " ");
  if (!/[\p{L}\p{N}]/u.test(rest)) return email;
  return CUE.test(rest) && !FOREIGN.test(rest) && !sentence.includes("?") ? email : undefined;
}
