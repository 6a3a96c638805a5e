import { type Db, fromPglite } from "pg-boss";
import type { EmbeddedClient } from "../db/pglite-client";

/**
 * The embedded database as pg-boss uses it. Single statements go the way that runs them prepared; of news of a new job
 * this process is told, and decides whom to wake.
 */
export function embeddedConnection(client: EmbeddedClient, onNewJob: (queueName: string) => void): Db {
  const db = fromPglite({
    query: (sql, params) => client.query(sql, params),
    exec: async (sql) => (isSingle(sql) ? [await client.query(sql)] : client.exec(sql)),
    listen: (channel, onPayload) => client.listen(channel, onPayload),
  });
  const { listen } = db;
  if (!listen) return db;
  return { ...db, listen: (channel, _notify, onReconnect) => listen(channel, onNewJob, onReconnect) };
}

/** Scripts have semicolons; a single statement that has one in a string is run as a script, which is right too. */
const isSingle = (sql: string) => !sql.includes(";");
