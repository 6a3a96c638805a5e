import { maskNumbersIn, maskNumbersInText, mayReadNumbers } from "@/domain/access/phone-mask";
import type { Role } from "@/domain/access/roles";
import { excerptOf, hasWords, searchWords } from "@/domain/messaging/search-words";
import type { Database } from "@/server/db/client";
import { selectMessagesWith, selectPeopleNamed } from "./search-queries";

/** The newest; whoever looks for older ones adds a word. */
const MESSAGE_LIMIT = 50;
const PEOPLE_LIMIT = 10;
/** Fewer digits are in everybody's number. */
const MIN_DIGITS = 3;
/** As people write numbers. */
const NUMBER_LIKE = /^[+\d\s().\-/]+$/;

/**
 * Messages with all the words of the query, newest first, and people of such a name or, for roles that may read them,
 * number. Who may not read numbers finds nothing by the digits that are masked for them.
 */
export async function searchConversations(
  db: Database,
  { accountId, query, role }: { accountId: string; query: string; role: Role },
) {
  const words = searchWords(query);
  if (words.length === 0) return { people: [], messages: [] };
  const readsNumbers = mayReadNumbers(role);
  const digits = readsNumbers && NUMBER_LIKE.test(query.trim()) ? query.replaceAll(/\D/g, "") : "";
  const people = await selectPeopleNamed(db, {
    accountId,
    words,
    limit: PEOPLE_LIMIT,
    digits: digits.length < MIN_DIGITS ? "" : digits,
  });
  const messages = await selectMessagesWith(db, { accountId, words, limit: MESSAGE_LIMIT });
  const seen = <Row extends object>(rows: Row[], wordsOf: (row: Row) => string): Row[] =>
    readsNumbers ? rows : rows.filter((row) => hasWords(maskNumbersInText(wordsOf(row)), words)).map(maskNumbersIn);
  return {
    people: seen(people, ({ contactName }) => contactName ?? ""),
    messages: seen(messages, ({ body }) => body).map(({ body, ...row }) => ({
      ...row,
      excerpt: excerptOf(body, words),
    })),
  };
}
