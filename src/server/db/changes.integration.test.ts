import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { openTestDatabase } from "@/test/database";
import { type Change, type ChangeFeed, openChangeFeed, publishChange } from "./changes";

let handle: EmbeddedHandle;
let feed: ChangeFeed;
beforeAll(async () => {
  handle = await openTestDatabase();
  feed = await openChangeFeed(handle);
});
afterAll(async () => {
  await feed.close();
  await handle.close();
});

const change = (id: string, accountId = "acc_1"): Change => ({ accountId, topic: "document", id });

/** The next changes until one with the id comes, that one included. */
async function readUntil(changes: AsyncIterable<Change>, id: string): Promise<Change[]> {
  const read: Change[] = [];
  for await (const next of changes) {
    read.push(next);
    if (next.id === id) break;
  }
  return read;
}

test("a change is told after its transaction commits, and never when it is rolled back", async () => {
  const changes = feed.subscribe("acc_1", AbortSignal.timeout(10_000));
  const rolledBack = handle.db.transaction(async (tx) => {
    await publishChange(tx, change("doc_rolled_back"));
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  await handle.db.transaction((tx) => publishChange(tx, change("doc_committed")));
  expect(await readUntil(changes, "doc_committed")).toEqual([change("doc_committed")]);
});

test("a subscriber hears of its own account only", async () => {
  const changes = feed.subscribe("acc_1", AbortSignal.timeout(10_000));
  await publishChange(handle.db, change("doc_foreign", "acc_2"));
  await publishChange(handle.db, change("doc_own"));
  expect(await readUntil(changes, "doc_own")).toEqual([change("doc_own")]);
});

test("what was not read yet is told once, however often it changed", async () => {
  const changes = feed.subscribe("acc_1", AbortSignal.timeout(10_000));
  for (const id of ["doc_1", "doc_2", "doc_1", "doc_1", "doc_last"]) await publishChange(handle.db, change(id));
  // Answers come in order, so by now all notifications have arrived.
  await handle.db.execute(sql`select 1`);
  expect(await readUntil(changes, "doc_last")).toEqual(["doc_1", "doc_2", "doc_last"].map((id) => change(id)));
});

test("a reader that falls far behind is told that anything may have changed", async () => {
  const changes = feed.subscribe("acc_1", AbortSignal.timeout(20_000));
  await handle.db.execute(sql`
    select pg_notify('parley_changes', json_build_object('accountId', 'acc_1', 'topic', 'document', 'id', 'doc_' || n)::text)
    from generate_series(1, 2000) as n`);
  await handle.db.execute(sql`select 1`);
  expect(await readUntil(changes, "acc_1")).toEqual([{ accountId: "acc_1", topic: "account", id: "acc_1" }]);
});

test("reading ends when the signal fires, also while it waits", async () => {
  const controller = new AbortController();
  const reading = readUntil(feed.subscribe("acc_1", controller.signal), "never");
  controller.abort();
  expect(await reading).toEqual([]);
});

test("reading ends when the feed closes", async () => {
  const own = await openChangeFeed(handle);
  const reading = readUntil(own.subscribe("acc_1", new AbortController().signal), "never");
  await own.close();
  expect(await reading).toEqual([]);
});
