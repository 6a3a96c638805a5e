// Looks for words wherever a database may hold them.
import { type SQL, sql } from "drizzle-orm";
import { type Database, executeRows } from "@/server/db/client";

/** Every table of the database, whatever is in it, but for those of Postgres itself. */
export async function listTables(db: Database): Promise<string[]> {
  const rows = await executeRows<{ schema: string; name: string }>(
    db,
    sql`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by table_schema, table_name`,
  );
  return rows.map(({ schema, name }) => (schema === "public" ? name : `${schema}.${name}`));
}

const named = (table: string): SQL =>
  sql.raw(
    table
      .split(".")
      .map((part) => `"${part}"`)
      .join("."),
  );

/** The rows of a table in which one of the texts stands, in any column: as text, in JSON, in lists, or in bytes. */
export async function rowsWith(db: Database, table: string, texts: readonly string[]): Promise<string[]> {
  const wanted = texts.flatMap((text) => [text, Buffer.from(text).toString("hex")]).map((text) => `%${text}%`);
  const rows = await executeRows<{ row: string }>(
    db,
    sql`select it::text as row from ${named(table)} as it
      where it::text ilike any (select jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb)) order by 1`,
  );
  return rows.map(({ row }) => row);
}

/** Which tables have such rows. */
export async function tablesWith(db: Database, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await listTables(db)) if ((await rowsWith(db, table, texts)).length > 0) found.push(table);
  return found;
}
