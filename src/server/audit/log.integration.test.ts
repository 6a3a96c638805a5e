import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntries } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, anAccount, anActor, aUser } from "@/test/factories";
import { readLog, readWholeLog } from "./log";
import { recordAudit } from "./service";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let accountId: string;
let user: Awaited<ReturnType<typeof aUser>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  user = await aUser(database.db, { name: "Ana" });
  ({ accountId } = await aMember(database.db, { userId: user.id }));
});

const write = (count: number, account = accountId) =>
  database.db.transaction(async (tx) => {
    for (let index = 0; index < count; index++) {
      const target = { kind: "document", id: `doc_${index}`, name: `file-${index}.pdf` };
      await recordAudit(tx, { accountId: account, actor: anActor(user), action: "knowledge.uploaded", target });
    }
  });

test("pages neither repeat nor skip, also where many entries have one time", async () => {
  // One transaction: now() is the same for all of them.
  await write(120);
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await readLog(database.db, { accountId, before });
    expect(page.entries.length).toBeLessThanOrEqual(50);
    seen.push(...page.entries.map(({ id }) => id));
    before = page.nextBefore ?? undefined;
  } while (before);
  expect(new Set(seen).size).toBe(120);
  expect(seen).toEqual([...seen].sort().reverse());
});

test("an entry says who, what and from where", async () => {
  await write(1);
  expect((await readLog(database.db, { accountId })).entries).toMatchObject([
    {
      action: "knowledge.uploaded",
      actor: { userId: user.id, name: "Ana", email: user.email },
      ipAddress: "198.51.100.7",
      device: { browser: "Firefox", system: "Windows" },
      target: { kind: "document", id: "doc_0", name: "file-0.pdf" },
    },
  ]);
});

test("another account's entries are out of reach, by whatever is asked", async () => {
  const other = (await anAccount(database.db)).id;
  await write(2, other);
  await write(1);
  const [foreign] = (await readLog(database.db, { accountId: other })).entries;
  expect((await readLog(database.db, { accountId })).entries).toHaveLength(1);
  await expect(readLog(database.db, { accountId, before: foreign?.id })).rejects.toMatchObject({ kind: "not_found" });
  expect((await readLog(database.db, { accountId, actorUserId: user.id })).entries).toHaveLength(1);
  const whole = [];
  for await (const line of readWholeLog(database.db, accountId)) whole.push(line);
  expect(whole).toHaveLength(1);
});

test("can be narrowed to an act or a person", async () => {
  await write(2);
  const other = await aUser(database.db);
  await recordAudit(database.db, { accountId, actor: anActor(other), action: "connection.started" });
  await recordAudit(database.db, { accountId, actor: null, action: "team.invitationDeclined" });
  const count = async (filter: object) => (await readLog(database.db, { accountId, ...filter })).entries.length;
  expect(await count({ action: "connection.started" })).toBe(1);
  expect(await count({ actorUserId: user.id })).toBe(2);
  expect(await count({ actorUserId: user.id, action: "connection.started" })).toBe(0);
});

test("an entry is gone when its act is rolled back", async () => {
  await database.db
    .transaction(async (tx) => {
      await recordAudit(tx, { accountId, actor: anActor(user), action: "connection.started" });
      throw new Error("the act failed");
    })
    .catch(() => undefined);
  expect(await database.db.$count(auditEntries)).toBe(0);
});
