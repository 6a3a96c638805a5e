import { sql } from "drizzle-orm";
import { BETWEEN, LEFT_OUT, PLAIN, SIGNS, VARIANTS } from "@/domain/messaging/search-words";

/**
 * A column's text as it is searched, with a space at either end: the steps of foldWords in SQL, all of them immutable,
 * so that the database keeps it beside the text and rows of before are covered as well.
 */
export const foldedSql = (column: string) =>
  sql.raw(
    `' ' || btrim(regexp_replace(translate(lower(normalize(regexp_replace(normalize(coalesce(${column}, ''), NFKD), '${LEFT_OUT}', '', 'g'), NFKC)), '${VARIANTS}', '${PLAIN}'), '${BETWEEN}', ' ', 'g')) || ' '`,
  );

/**
 * The pieces by which messages are found: three characters each, and one and two of scripts without spaces. Each begins
 * with its account, so that a search reads nothing of other accounts. It stands word for word in the query as in the
 * index, there with the table's name (`messages.`), which joins need. The database's own trigram extension is no choice: it isn't everywhere, and skips most scripts where the
 * server's locale is plain C.
 */
export function gramsSql(table: "" | "messages." = "") {
  const text = `${table}search_text`;
  // What is left of it when only signs of scripts without spaces stay.
  const signs = `regexp_replace(${text}, '[^${SIGNS}]+', '', 'g')`;
  // Every piece of `length` characters from place `from` on, with the account before it and a bar behind.
  const pieces = (of: string, length: number, from: number) =>
    `regexp_replace(substr(${of}, ${from}), '(${".".repeat(length)})', ${table}account_id || '\\1|', 'g')`;
  const all = [
    ...[1, 2, 3].map((from) => pieces(text, 3, from)),
    pieces(signs, 1, 1),
    pieces(signs, 2, 1),
    pieces(signs, 2, 2),
  ];
  return sql.raw(`(string_to_array(${all.join(" || '|' || ")}, '|'))`);
}
