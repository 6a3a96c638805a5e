import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/server/db/schema";

export interface Statement {
  sql: string;
  params: readonly unknown[];
}

/** Tables whose rows belong to an account: they say whose in `account_id`. */
export const TENANT_TABLES: ReadonlySet<string> = new Set(
  Object.values(schema as Record<string, unknown>).flatMap((table) => {
    const config = isTable(table) ? getTableConfig(table) : undefined;
    return config?.columns.some(({ name }) => name === "accountId" || name === "account_id") ? [config.name] : [];
  }),
);

function isTable(value: unknown): value is PgTable {
  return typeof value === "object" && value !== null && Symbol.for("drizzle:Name") in value;
}

const REFERENCE =
  /\b(?:from|join|update|using|into)\s+(?:only\s+)?"(\w+)"(?:\s+(?!set\b|where\b|on\b|inner\b|left\b|join\b|order\b|group\b|limit\b|for\b|values\b|select\b|cross\b|offset\b|returning\b|using\b|default\b|as\b)"?(\w+)"?)?/gi;

/**
 * The tables of accounts that a statement touches without saying of which account: by its id as a parameter, or by being
 * equal to another table's that says so. One that does not is one mistake away from showing another account's rows.
 * @param accountId the only one that the statement may be about
 * @returns table names with their aliases; empty when every one is bound
 */
export function unboundTables({ sql, params }: Statement, accountId: string): string[] {
  const references = [...sql.matchAll(REFERENCE)].flatMap(([, table = "", alias]) =>
    TENANT_TABLES.has(table) ? [{ table, name: (alias ?? table).toLowerCase() }] : [],
  );
  if (references.length === 0) return [];
  if (/^\s*(?:with\b.*?)?insert\s/is.test(sql) && params.includes(accountId)) return [];
  const isOurs = (position: string | undefined) => params[Number(position) - 1] === accountId;
  const bound = new Set<string>();
  for (const [, name = "", position] of sql.matchAll(/"?(\w+)"?\."?account_id"?\s*=\s*\$(\d+)/gi))
    if (isOurs(position)) bound.add(name.toLowerCase());
  for (const [, position] of sql.matchAll(/"accounts"\."id"\s*=\s*\$(\d+)/gi))
    if (isOurs(position)) bound.add("accounts");
  // Without a table's name before it, as in statements over one table.
  for (const [, position] of sql.matchAll(/(?<![."\w])"?account_id"?\s*=\s*\$(\d+)/gi))
    if (isOurs(position)) for (const { name } of references) bound.add(name);
  spread(sql, bound);
  return references.filter(({ name }) => !bound.has(name)).map(({ table, name }) => `${table} ${name}`);
}

/** What equals a bound table's account is bound too. */
function spread(sql: string, bound: Set<string>): void {
  const equalities = [...sql.matchAll(/"?(\w+)"?\."?(account_id|id)"?\s*=\s*"?(\w+)"?\."?(account_id|id)"?/gi)].flatMap(
    ([, left = "", leftColumn, right = "", rightColumn]) => {
      const isAccount = (table: string, column: string | undefined) =>
        column === "account_id" || (table === "accounts" && column === "id");
      return isAccount(left, leftColumn) && isAccount(right, rightColumn)
        ? [[left.toLowerCase(), right.toLowerCase()] as const]
        : [];
    },
  );
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const [left, right] of equalities) {
      if (bound.has(left)) bound.add(right);
      if (bound.has(right)) bound.add(left);
    }
  }
}
