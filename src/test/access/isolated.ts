import { getTableName, sql } from "drizzle-orm";
import { type Database, executeRows } from "@/server/db/client";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { users } from "@/server/db/schema";
import { type Statement, TENANT_TABLES } from "./owned-statements";
import type { World } from "./world";

class RollBack extends Error {}

/** Lets `act` do what it likes to the database and takes all of it back. */
export async function takingBack<Result>(
  database: EmbeddedHandle,
  act: (tx: Database, statements: Statement[]) => Promise<Result>,
): Promise<Result> {
  let result: { value: Result } | undefined;
  const statements: Statement[] = [];
  await database.db
    .transaction(async (tx) => {
      record(tx, statements);
      result = { value: await act(tx, statements) };
      throw new RollBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RollBack)) throw error;
    });
  if (!result) throw new Error("The transaction ended before its work.");
  return result.value;
}

/** Everything that goes through the transaction and its savepoints, which share a session. */
function record(tx: Database, statements: Statement[]): void {
  const session = Reflect.get(tx, "session") as { prepareQuery: (query: Statement, ...rest: unknown[]) => unknown };
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (query, ...rest) => {
    statements.push({ sql: query.sql, params: [...query.params] });
    return prepareQuery(query, ...rest);
  };
}

/** Everything of the other account, and of one person who is in no account of ours, as one short text. */
export async function fingerprintOfForeign(tx: Database, { foreign }: World): Promise<string> {
  const ofAccount = [...TENANT_TABLES].map(
    (table) =>
      sql`select ${table}::text as name, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as digest
        from ${sql.identifier(table)} x where x.account_id = ${foreign.accountId}`,
  );
  const ofPerson = ["user_sessions", "auth_sessions", "auth_one_time_tokens"].map(
    (table) => sql`select ${table}::text, md5(coalesce(string_agg(x::text, '|' order by x::text), ''))
        from ${sql.identifier(table)} x where x.user_id = ${foreign.colleague.id}`,
  );
  const rows = await executeRows<{ name: string; digest: string }>(
    tx,
    sql.join(
      [
        ...ofAccount,
        ...ofPerson,
        sql`select 'accounts', md5(x::text) from accounts x where x.id = ${foreign.accountId}`,
        sql`select 'users', md5(x::text) from ${sql.identifier(getTableName(users))} x where x.id = ${foreign.colleague.id}`,
      ],
      sql` union all `,
    ),
  );
  return rows.map(({ name, digest }) => `${name} ${digest}`).join("\n");
}

/** The ids of the other account's rows, and of what belongs to one person there: none of them may stand in an answer. */
export async function idsOfForeign(db: Database, { foreign }: World): Promise<string[]> {
  const withIds = await executeRows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id'`,
  );
  const tables = TENANT_TABLES.filter((table) => withIds.some(({ name }) => name === table));
  const rows = await executeRows<{ id: string }>(
    db,
    sql.join(
      [
        ...tables.map((table) => sql`select id from ${sql.identifier(table)} where account_id = ${foreign.accountId}`),
        sql`select id from user_sessions where user_id = ${foreign.colleague.id}`,
        sql`select id from audit_entries where actor_user_id = ${foreign.colleague.id}`,
      ],
      sql` union all `,
    ),
  );
  return [foreign.accountId, foreign.colleague.id, ...rows.map(({ id }) => id)];
}

/** What differs between two fingerprints: names of tables. */
export function changedTables(before: string, after: string): string[] {
  const known = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !known.has(line))
    .map((line) => line.split(" ")[0] ?? "");
}
