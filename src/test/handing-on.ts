import type { EmbeddedClient } from "@/server/db/pglite-client";

/** Empties our tables, and takes away what tests make beside them, such as the job queue's schema. */
export async function tidy(client: EmbeddedClient): Promise<void> {
  await client.exec(`do $$
    declare added text;
    begin
      for added in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$|drizzle$)' loop
        execute format('drop schema %I cascade', added);
      end loop;
      execute (select format('truncate %s restart identity cascade', string_agg(quote_ident(tablename), ', '))
        from pg_tables where schemaname = 'public');
    end $$`);
}

/** Another one when a table, an index, a constraint, a function or a setting is not what it was; rows are nothing to it. */
export async function takeFingerprint(client: EmbeddedClient): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(`select concat_ws(' ',
    (select md5(string_agg(concat_ws(' ', oid, relname, relnatts, relrowsecurity), ',' order by oid))
      from pg_class where oid >= 16384),
    (select md5(string_agg(oid::text, ',' order by oid)) from pg_constraint where oid >= 16384),
    (select md5(string_agg(oid::text, ',' order by oid)) from pg_proc where oid >= 16384),
    (select string_agg(name || '=' || setting, ',' order by name) from pg_settings where source = 'session')
  ) as fingerprint`);
  return rows[0]?.fingerprint ?? "";
}
