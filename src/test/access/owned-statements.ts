import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/server/db/schema";

export interface Statement {
  sql: string;
  params: readonly unknown[];
}

/** Whose rows a statement may be about: which column of each table says so, and what has to stand in it. */
export interface Owner {
  id: string;
  /** Table → the column that the id has to stand in. */
  columns: ReadonlyMap<string, string>;
  /** Table → the column by which it has to hang together with one that is bound. */
  links: ReadonlyMap<string, string>;
}

/** Tables whose rows belong to an account: they say whose in `account_id`. */
export const TENANT_TABLES: readonly string[] = Object.values(schema as Record<string, unknown>).flatMap((table) => {
  const config = isTable(table) ? getTableConfig(table) : undefined;
  return config?.columns.some(({ name }) => name === "accountId" || name === "account_id") ? [config.name] : [];
});
const ACCOUNT_COLUMNS = new Map([...TENANT_TABLES.map((table) => [table, "account_id"] as const), ["accounts", "id"]]);
/** What is a person's own, whatever account they are in. */
const USER_COLUMNS = new Map([
  ["users", "id"],
  ["user_sessions", "user_id"],
  ["audit_entries", "actor_user_id"],
]);

export const ownedByAccount = (id: string): Owner => ({ id, columns: ACCOUNT_COLUMNS, links: ACCOUNT_COLUMNS });
export const ownedByUser = (id: string): Owner => ({ id, columns: USER_COLUMNS, links: USER_COLUMNS });
/** Of the accounts that somebody is a member of. */
export const ownedByMember = (id: string): Owner => ({
  id,
  columns: new Map([["members", "user_id"]]),
  links: ACCOUNT_COLUMNS,
});

function isTable(value: unknown): value is PgTable {
  return typeof value === "object" && value !== null && Symbol.for("drizzle:Name") in value;
}

/** `from "documents" d`: the table, and what it is called in the statement. */
const REFERENCE =
  /\b(?:from|join|update|using|into)\s+"(\w+)"(?:\s+(?!(?:set|where|on|inner|left|join|order|group|limit|for|values|select|cross|offset|returning|using|default|as)\b)"?(\w+)"?)?/gi;
/** `d.account_id = $1`, with or without a name before the column. */
const COMPARISON = /(?:"?(\w+)"?\.)?"?(\w+)"?\s*=\s*\$(\d+)/g;
const EQUALITY = /"?(\w+)"?\."?(\w+)"?\s*=\s*"?(\w+)"?\."?(\w+)"?/g;

/**
 * The tables that a statement touches without saying whose rows: by the owner's id as a parameter, or by being equal to
 * another table's that says so. Such a statement is one mistake away from showing somebody else's rows.
 * @returns table names with what they are called there; empty when every one is bound
 */
export function unboundTables({ sql, params }: Statement, { id, columns, links }: Owner): string[] {
  const references = new Map<string, string>();
  for (const [, table = "", alias] of sql.matchAll(REFERENCE))
    if (columns.has(table) || links.has(table)) references.set((alias ?? table).toLowerCase(), table);
  // A new row says whose it is in one of its values.
  if (/^\s*insert\s/i.test(sql) && params.includes(id)) return [];
  const bound = new Set<string>();
  for (const [, name, column, position] of sql.matchAll(COMPARISON)) {
    if (params[Number(position) - 1] !== id) continue;
    // Without a name it is of a table that has none of its own in the statement.
    const unnamed = [...references].filter(([reference, table]) => reference === table || references.size === 1);
    for (const reference of name ? [name.toLowerCase()] : unnamed.map(([reference]) => reference))
      if (columns.get(references.get(reference) ?? "") === column) bound.add(reference);
  }
  spread(sql, bound, (name) => links.get(references.get(name) ?? ""));
  return [...references].filter(([name]) => !bound.has(name)).map(([name, table]) => `${table} ${name}`);
}

/** What equals the owner of a bound table has the same owner. */
function spread(sql: string, bound: Set<string>, ownerColumn: (name: string) => string | undefined): void {
  const pairs = [...sql.matchAll(EQUALITY)].flatMap(([, left = "", leftColumn, right = "", rightColumn]) => {
    const [first, second] = [left.toLowerCase(), right.toLowerCase()];
    return ownerColumn(first) === leftColumn && ownerColumn(second) === rightColumn ? [[first, second] as const] : [];
  });
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const [first, second] of pairs) {
      if (bound.has(first)) bound.add(second);
      if (bound.has(second)) bound.add(first);
    }
  }
}
