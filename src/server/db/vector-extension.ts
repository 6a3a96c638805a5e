import postgres from "postgres";
import { AppError } from "../errors";

const INSUFFICIENT_PRIVILEGE = "42501";
/** The first with the iterative scan, without which a filtered search returns too few rows. */
const OLDEST_VERSION = { major: 0, minor: 8 };

/** Makes sure that the database has pgvector, in a version that will do; else an AppError says what to do about it. */
export async function prepareVectorExtension(client: postgres.Sql): Promise<void> {
  const available = await client`select 1 from pg_available_extensions where name = 'vector'`;
  if (available.length === 0) {
    throw new AppError(
      "upstream_unavailable",
      'The database server has no "vector" extension (pgvector), which Parley needs to search documents. Install pgvector on the server, or point DATABASE_URL at one that has it.',
    );
  }
  try {
    await client`create extension if not exists vector`;
  } catch (cause) {
    if (!(cause instanceof postgres.PostgresError) || cause.code !== INSUFFICIENT_PRIVILEGE) throw cause;
    throw new AppError(
      "upstream_unavailable",
      'The database user of DATABASE_URL may not create the "vector" extension (pgvector). Ask an administrator of the database to run: CREATE EXTENSION vector;',
      { cause },
    );
  }
  const [installed] = await client<{ version: string }[]>`
    select extversion as version from pg_extension where extname = 'vector'`;
  if (installed && !isRecentEnough(installed.version)) {
    throw new AppError(
      "upstream_unavailable",
      `The database has version ${installed.version} of the "vector" extension (pgvector); Parley needs ${OLDEST_VERSION.major}.${OLDEST_VERSION.minor} or newer. Update pgvector on the server, then run: ALTER EXTENSION vector UPDATE;`,
    );
  }
}

/** Whether a version of pgvector such as "0.8.1" will do. */
export function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_VERSION.major || (major === OLDEST_VERSION.major && minor >= OLDEST_VERSION.minor);
}
