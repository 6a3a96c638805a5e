import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { DatabaseHandle } from "@/server/db/client";
import { type EmbeddedHandle, handleOver, openEmbedded } from "@/server/db/embedded";
import { PgliteClient } from "@/server/db/pglite-client";
import { silentLogger } from "@/server/logger";
import { BorrowedClient } from "./borrowed-client";
import { takeFingerprint, tidy } from "./handing-on";
import { MIGRATIONS, migratedTemplatePath } from "./migrated-template";

export interface TestDatabase extends EmbeddedHandle {
  /** Resolves when every statement is answered and what the answers set in motion asks for nothing more. */
  quiet(): Promise<void>;
}

/** The database the next test file gets: opening one takes seconds of a processor, emptying it a tenth of one. */
let spare: PgliteClient | undefined;

/**
 * A migrated, empty database in memory, nobody else's until it is closed. Close it in `afterAll`; `truncateAll` in
 * `beforeEach` empties it.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const client =
    takeSpare() ?? (await PgliteClient.open({ snapshot: await migratedSnapshot(), onLost: () => undefined }));
  const made = await takeFingerprint(client);
  const borrowed = new BorrowedClient(client, async (isAtRest) => {
    const isGood = isAtRest && (await isAsMade(client, made));
    if (isGood && !spare) spare = client;
    else await client.close();
  });
  return { ...handleOver(borrowed), quiet: () => borrowed.quiet() };
}

/** The same for a program that ends once it is closed, and hands nothing on. */
export const openOwnDatabase = async (): Promise<EmbeddedHandle> =>
  openEmbedded({ snapshot: await migratedSnapshot(), logger: silentLogger(), migrationsFolder: MIGRATIONS });

function takeSpare(): PgliteClient | undefined {
  const taken = spare;
  spare = undefined;
  return taken;
}

/** Tidies it; one that cannot even be tidied is not as it was made. */
async function isAsMade(client: PgliteClient, made: string): Promise<boolean> {
  try {
    await tidy(client);
    return (await takeFingerprint(client)) === made;
  } catch {
    return false;
  }
}

/** A migrated, empty database as `snapshot` takes it; made by the first test after a change of the migrations. */
export async function migratedSnapshot(): Promise<Uint8Array> {
  const template = migratedTemplatePath();
  if (existsSync(template)) return new Uint8Array(readFileSync(template));
  const handle = await openEmbedded({ logger: silentLogger(), migrationsFolder: MIGRATIONS });
  const dump = await handle.dump("gzip");
  await handle.close();
  saveTemplate(template, dump);
  return dump;
}

/**
 * Empties every table of ours and starts their sequences anew, in some milliseconds: tables with rows are few, and
 * TRUNCATE would make new files for all of them, which takes ten times as long.
 */
export async function truncateAll({ db }: Pick<DatabaseHandle, "db">): Promise<void> {
  await db.execute(sql.raw(EMPTY_ALL));
}

/** A role that may not look away from foreign keys has to truncate. */
const EMPTY_ALL = `do $$
  declare
    entry record;
    is_filled boolean;
  begin
    if not has_parameter_privilege('session_replication_role', 'set') then
      execute (select format('truncate %s restart identity cascade', string_agg(quote_ident(tablename), ', '))
        from pg_tables where schemaname = 'public');
      return;
    end if;
    set local session_replication_role = replica;
    for entry in select tablename as name from pg_tables where schemaname = 'public' loop
      execute format('select exists (select from %I)', entry.name) into is_filled;
      if is_filled then execute format('delete from %I', entry.name); end if;
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename), start_value, false)
      from pg_sequences where schemaname = 'public' and last_value is not null;
  end $$`;

/** Test processes may do this at once: each writes a file of its own, and the last rename wins with equal content. */
function saveTemplate(template: string, dump: Uint8Array): void {
  mkdirSync(path.dirname(template), { recursive: true });
  const draft = `${template}.${randomUUID()}`;
  writeFileSync(draft, dump);
  renameSync(draft, template);
}
