import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acquireLease } from "@/server/db/lease";
import { accounts, auditEntries, connections, documents, messages } from "@/server/db/schema";
import type { JobData } from "@/server/jobs/names";
import type { JobQueue } from "@/server/jobs/queue";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConnection, aDocument, aMember, aMessage, anActor, aUser } from "@/test/factories";
import { createRemovalHandler } from "./removal";
import { deleteAccount, renameAccount } from "./service";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let accountId: string;
let owner: Awaited<ReturnType<typeof aUser>>;
let enqueued: JobData<"remove_account">[];
let forgotten: string[];
let now: Date;
const queue = {
  enqueue: async (_db: unknown, _name: string, data: unknown) => void enqueued.push(data as JobData<"remove_account">),
} as unknown as JobQueue;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  enqueued = [];
  forgotten = [];
  now = new Date();
  owner = await aUser(database.db);
  accountId = (await aMember(database.db, { userId: owner.id, role: "owner" })).accountId;
  await database.db.update(accounts).set({ name: "Corner shop" }).where(eq(accounts.id, accountId));
  await aConnection(database.db, { accountId, desired: "up", state: "ready" });
  await aMessage(database.db, { accountId });
  await aDocument(database.db, { accountId });
});

const remove = (typedName = "Corner shop") =>
  deleteAccount({ db: database.db, queue, now: () => now }, { accountId, actor: anActor(owner), typedName });
const work = async () => {
  const handle = createRemovalHandler({
    db: database.db,
    queue,
    now: () => now,
    forgetFiles: async (id) => forgotten.push(id),
  });
  const job = enqueued.shift();
  if (!job) throw new Error("No job is waiting.");
  await handle(job, new AbortController().signal, { number: 1, isLast: false });
};

test("wants the name as it is written", async () => {
  await expect(remove("corner")).rejects.toMatchObject({ kind: "bad_request" });
  expect(enqueued).toEqual([]);
  expect(await database.db.$count(accounts)).toBe(1);
});

test("is out of everybody's sight at once, and gone when the phone is unlinked", async () => {
  await remove();
  await expect(renameAccount(database.db, { accountId, actor: anActor(owner), name: "x" })).rejects.toMatchObject({
    kind: "not_found",
  });
  await work();
  expect(await database.db.$count(accounts)).toBe(1);

  // The process that runs the connection has done it, and still holds on for a moment.
  await database.db.update(connections).set({ desired: "down", state: "logged_out" });
  await acquireLease(database.db, { key: `channel:${accountId}`, holder: "elsewhere", ttlMs: 60_000 });
  await work();
  expect(await database.db.$count(accounts)).toBe(1);
  await database.db.execute("update leases set expires_at = now()");
  await work();
  for (const table of [accounts, connections, messages, documents]) expect(await database.db.$count(table)).toBe(0);
  expect(forgotten).toEqual([accountId]);
  expect(enqueued).toEqual([]);
});

test("goes on without the phone when it can't be unlinked", async () => {
  await remove();
  now = new Date(now.getTime() + 6 * 60_000);
  await work();
  expect(await database.db.$count(accounts)).toBe(0);
});

test("leaves an entry that outlives the account, and none of other accounts is touched", async () => {
  const other = await aMessage(database.db);
  await remove();
  now = new Date(now.getTime() + 6 * 60_000);
  await work();
  expect(await database.db.select().from(auditEntries)).toMatchObject([
    {
      accountId: null,
      actorUserId: owner.id,
      action: "account.deleted",
      targetId: accountId,
      targetName: "Corner shop",
    },
  ]);
  expect(await database.db.select().from(messages)).toMatchObject([{ id: other.id }]);
  // A job that runs once more, after a crash between rows and files, does no harm.
  enqueued.push({ accountId, since: 0 });
  await work();
  expect(forgotten).toEqual([accountId, accountId]);
});
