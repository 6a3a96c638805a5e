import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { ALL_CONVERSATIONS, type InboxFilters, MAX_OWN_VIEWS } from "@/domain/messaging/inbox-filters";
import { MAX_SHARED_VIEWS, PUT_BACK_MS } from "@/domain/messaging/inbox-view";
import type { Database } from "@/server/db/client";
import { accounts, auditEntries, inboxViews, users } from "@/server/db/schema";
import { createTeamService } from "@/server/team/service";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, anAccount, anActor, anInboxView, aUser } from "@/test/factories";
import { createInboxViewService } from "./service";

const NOW = new Date("2026-03-02T09:00:00Z");

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let db: Database;
let accountId: string;
let now = NOW;
type Person = Awaited<ReturnType<typeof aUser>> & { role: Role };
let ana: Person;
let bo: Person;
let vic: Person;

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  now = NOW;
  accountId = (await anAccount(db)).id;
  ana = await join("operator");
  bo = await join("operator");
  vic = await join("viewer");
});

async function join(role: Role, to = accountId): Promise<Person> {
  const user = await aUser(db);
  await aMember(db, { accountId: to, userId: user.id, role });
  return { ...user, role };
}

const service = () => createInboxViewService({ db, now: () => now });
const team = () => createTeamService({ db, mailer: { send: async () => undefined } as never });
const as = ({ role, ...user }: Person) => ({ accountId, actor: anActor(user), role });
const save = async (person: Person, name: string, filters: Partial<InboxFilters> = {}) =>
  (await service().create({ ...as(person), name, filters: { ...ALL_CONVERSATIONS, ...filters } })).viewId;
const share = (person: Person, viewId: string, isShared = true) => service().share({ ...as(person), viewId, isShared });
const seenBy = async (person: Person) =>
  (await service().list({ accountId, userId: person.id })).map(({ name }) => name);

describe("a view", () => {
  test("is its maker's alone, with all its filters", async () => {
    const filters = { filter: "waiting" as const, tags: ["vip", "gold"], assigneeId: bo.id, isUnread: true };
    const viewId = await save(ana, "Bo's regulars", filters);
    expect(await service().list({ accountId, userId: ana.id })).toEqual([
      { id: viewId, name: "Bo's regulars", filters, isShared: false, isOwn: true },
    ]);
    expect(await seenBy(bo)).toEqual([]);
    for (const act of ["remove", "update", "share"] as const)
      await expect(service()[act]({ ...as(bo), viewId, name: "Mine now", isShared: true })).rejects.toThrow(
        "no longer here",
      );
    expect(await seenBy(ana)).toEqual(["Bo's regulars"]);
    expect(await db.$count(auditEntries)).toBe(0);
  });

  test("of another account is out of reach, shared or not", async () => {
    const other = await anAccount(db);
    const { id: viewId } = await anInboxView(db, { accountId: other.id });
    await aMember(db, { accountId: other.id, userId: bo.id });
    const foreign = await anInboxView(db, { accountId: other.id, ownerUserId: bo.id, madeByUserId: bo.id });
    expect(await seenBy(bo)).toEqual([]);
    for (const id of [viewId, foreign.id])
      await expect(service().remove({ ...as(bo), viewId: id })).rejects.toThrow("no longer here");
    expect(await db.$count(inboxViews)).toBe(2);
  });

  test("may be called what a colleague's is called, and not what another of one's own is", async () => {
    await save(ana, "Orders");
    await save(bo, "Orders");
    await expect(save(ana, "ORDERS")).rejects.toThrow("There is a view called ORDERS already");
    const viewId = await save(ana, "Parcels");
    await expect(service().update({ ...as(ana), viewId, name: "orders" })).rejects.toThrow("already");
    // Its own name in other letters is free.
    await service().update({ ...as(ana), viewId, name: "PARCELS" });
    expect(await seenBy(ana)).toEqual(["Orders", "PARCELS"]);
  });

  test("saved three times at once under one name is one", async () => {
    const results = await Promise.allSettled(["Orders", "orders", "ORDERS"].map((name) => save(ana, name)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(inboxViews)).toBe(1);
  });

  test("has room while there are fewer than twenty of one's own, those of others left out", async () => {
    for (let index = 0; index < 5; index++) await anInboxView(db, { accountId, madeByUserId: bo.id });
    for (let index = 1; index < MAX_OWN_VIEWS; index++)
      await anInboxView(db, { accountId, madeByUserId: ana.id, ownerUserId: index % 2 ? ana.id : null });
    const viewId = await save(ana, "The last");
    await expect(save(ana, "One more")).rejects.toThrow("room for 20");
    await service().remove({ ...as(ana), viewId });
    await save(ana, "One more");
    await expect(service().putBack({ ...as(ana), viewId })).rejects.toThrow("room for 20");
  });

  test("shows nobody's conversations who isn't in the team", async () => {
    const stranger = await aUser(db);
    await expect(save(ana, "Theirs", { assigneeId: stranger.id })).rejects.toThrow("no longer in the team");
    const viewId = await save(ana, "Bo's", { assigneeId: bo.id });
    const filters = { ...ALL_CONVERSATIONS, assigneeId: stranger.id };
    await expect(service().update({ ...as(ana), viewId, filters })).rejects.toThrow("no longer in the team");
    // Who has left meanwhile doesn't keep it from being renamed.
    await team().leave(as(bo));
    await service().update({ ...as(ana), viewId, name: "Bo's, once" });
    expect(await seenBy(ana)).toEqual(["Bo's, once"]);
  });
});

describe("a shared view", () => {
  test("is seen by everybody, and changed by those who reply", async () => {
    const viewId = await save(ana, "Orders");
    await share(ana, viewId);
    expect([await seenBy(bo), await seenBy(vic)]).toEqual([["Orders"], ["Orders"]]);
    await expect(service().update({ ...as(vic), viewId, name: "Mine" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(service().remove({ ...as(vic), viewId })).rejects.toMatchObject({ kind: "forbidden" });
    await service().update({
      ...as(bo),
      viewId,
      name: "All orders",
      filters: { ...ALL_CONVERSATIONS, isUnread: true },
    });
    expect(await service().list({ accountId, userId: ana.id })).toMatchObject([
      { name: "All orders", filters: { isUnread: true }, isShared: true, isOwn: true },
    ]);
    await service().remove({ ...as(bo), viewId });
    expect(await seenBy(ana)).toEqual([]);
  });

  test("is taken back by its maker alone", async () => {
    const viewId = await save(ana, "Orders");
    await share(ana, viewId);
    await expect(share(bo, viewId, false)).rejects.toMatchObject({ kind: "forbidden" });
    await share(ana, viewId, false);
    expect([await seenBy(ana), await seenBy(bo)]).toEqual([["Orders"], []]);
  });

  test("leaves in the log what was done to it, and by whom", async () => {
    const viewId = await save(ana, "Orders");
    await share(ana, viewId);
    await service().update({ ...as(bo), viewId, name: "All orders" });
    await service().remove({ ...as(bo), viewId });
    await service().putBack({ ...as(bo), viewId });
    expect(await db.select().from(auditEntries).orderBy(auditEntries.id)).toMatchObject([
      { action: "inboxView.sharingChanged", targetName: "Orders", after: { isShared: true }, actorUserId: ana.id },
      { action: "inboxView.changed", before: { name: "Orders" }, after: { name: "All orders" }, actorUserId: bo.id },
      { action: "inboxView.removed", before: { name: "All orders" } },
      { action: "inboxView.putBack", targetName: "All orders" },
    ]);
  });

  test("finds room while the team has fewer than sixty", async () => {
    for (let index = 0; index < MAX_SHARED_VIEWS; index++) await anInboxView(db, { accountId });
    const viewId = await save(ana, "One more");
    await expect(share(ana, viewId)).rejects.toThrow("room for 60");
  });
});

describe("what was removed", () => {
  test("can be put back as it was, for an hour", async () => {
    const viewId = await save(ana, "Orders", { tags: ["vip"] });
    const before = await service().list({ accountId, userId: ana.id });
    await service().remove({ ...as(ana), viewId });
    await expect(service().putBack({ ...as(bo), viewId })).rejects.toThrow("no longer here");
    await service().putBack({ ...as(ana), viewId });
    expect(await service().list({ accountId, userId: ana.id })).toEqual(before);
    await service().remove({ ...as(ana), viewId });
    await service().tidy();
    expect(await db.$count(inboxViews)).toBe(1);
    now = new Date(NOW.getTime() + PUT_BACK_MS + 1);
    await expect(service().putBack({ ...as(ana), viewId })).rejects.toThrow("no longer here");
    await service().tidy();
    expect(await db.$count(inboxViews)).toBe(0);
  });

  test("leaves its name to the next, and stays away then", async () => {
    const viewId = await save(ana, "Orders");
    await service().remove({ ...as(ana), viewId });
    await save(ana, "Orders");
    await expect(service().putBack({ ...as(ana), viewId })).rejects.toThrow("already");
  });
});

describe("when somebody goes", () => {
  test("what they shared stays, and what was theirs alone goes, here and nowhere else", async () => {
    const other = await anAccount(db);
    await aMember(db, { accountId: other.id, userId: ana.id });
    await anInboxView(db, { accountId: other.id, ownerUserId: ana.id, madeByUserId: ana.id, name: "Elsewhere" });
    await share(ana, await save(ana, "Orders"));
    await save(ana, "Mine");
    await team().leave(as(ana));
    expect((await db.select().from(inboxViews)).map(({ name }) => name).toSorted()).toEqual(["Elsewhere", "Orders"]);
    expect(await seenBy(bo)).toEqual(["Orders"]);
  });

  test("their user's deletion leaves nothing of them", async () => {
    await share(ana, await save(ana, "Orders"));
    await save(ana, "Mine");
    await save(bo, "Ana's", { assigneeId: ana.id });
    await db.delete(users).where(eq(users.id, ana.id));
    expect(await db.select().from(inboxViews)).toMatchObject([
      { name: "Orders", madeByUserId: null, ownerUserId: null },
    ]);
    // Nobody's own any more, and the team's still.
    const [view] = await service().list({ accountId, userId: bo.id });
    await service().update({ ...as(bo), viewId: view?.id ?? "", name: "All orders" });
    expect(await seenBy(vic)).toEqual(["All orders"]);
  });

  test("an account takes its views along", async () => {
    await save(ana, "Orders");
    await db.delete(accounts).where(eq(accounts.id, accountId));
    expect(await db.$count(inboxViews)).toBe(0);
  });
});
