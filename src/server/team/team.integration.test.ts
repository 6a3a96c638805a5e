import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { auditEntries, members } from "@/server/db/schema";
import type { OutgoingMail } from "@/server/mail/mail";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, anAccount, anActor, aUser } from "@/test/factories";
import { findRole, soleOwnedAccounts } from "./queries";
import { createTeamService, type TeamService } from "./service";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let team: TeamService;
let mails: OutgoingMail[];
let accountId: string;
const people = new Map<string, Awaited<ReturnType<typeof aUser>>>();

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  mails = [];
  people.clear();
  team = createTeamService({ db: database.db, mailer: { send: async (_tx, mail) => void mails.push(mail) } });
  accountId = (await anAccount(database.db, { name: "Corner shop" })).id;
  for (const [name, role] of Object.entries({ ana: "owner", bo: "owner", cy: "admin", di: "operator" } as const)) {
    const user = await aUser(database.db, { email: `${name}@shop.example` });
    const createdAt = new Date(1_000 * people.size + 1_000);
    await aMember(database.db, { accountId, userId: user.id, role, createdAt });
    people.set(name, user);
  }
});

const person = (name: string) => people.get(name) ?? { id: "nobody", email: "nobody@shop.example" };
const as = (name: string) => ({ accountId, actor: anActor(person(name)) });
const roleOf = (name: string) => findRole(database.db, { accountId, userId: person(name).id });
const changeRole = (by: string, whom: string, role: Role) =>
  team.changeRole({ ...as(by), userId: person(whom).id, role });
const remove = (by: string, whom: string) => team.removeMember({ ...as(by), userId: person(whom).id });

describe("a change of role", () => {
  test("counts at once, is written down with what was before, and its member is told", async () => {
    await changeRole("ana", "di", "admin");
    expect(await roleOf("di")).toBe("admin");
    const [entry] = await database.db.select().from(auditEntries);
    expect(entry).toMatchObject({
      accountId,
      actorUserId: person("ana").id,
      action: "team.roleChanged",
      targetId: person("di").id,
      before: { role: "operator" },
      after: { role: "admin" },
      ipAddress: "198.51.100.7",
    });
    expect(mails).toMatchObject([
      { to: "di@shop.example", mail: { template: "role_changed", role: "admin", accountName: "Corner shop" } },
    ]);
  });

  test("is refused to admins where owners are concerned, and then nothing is written", async () => {
    await expect(changeRole("cy", "ana", "viewer")).rejects.toMatchObject({ kind: "forbidden" });
    await expect(changeRole("cy", "di", "owner")).rejects.toMatchObject({ kind: "forbidden" });
    await expect(remove("cy", "bo")).rejects.toMatchObject({ kind: "forbidden" });
    expect([await roleOf("ana"), await roleOf("di"), await roleOf("bo")]).toEqual(["owner", "operator", "owner"]);
    expect(await database.db.$count(auditEntries)).toBe(0);
    expect(mails).toEqual([]);
  });

  test("that changes nothing leaves no entry", async () => {
    await changeRole("ana", "di", "operator");
    expect(await database.db.$count(auditEntries)).toBe(0);
  });

  test("of somebody who has left, or of another account's member, is not found", async () => {
    const stranger = await aMember(database.db);
    await expect(team.changeRole({ ...as("ana"), userId: stranger.userId, role: "viewer" })).rejects.toMatchObject({
      kind: "not_found",
    });
    const [row] = await database.db.select().from(members).where(eq(members.userId, stranger.userId));
    expect(row?.role).toBe("owner");
  });

  test("is refused to whoever was removed a moment before", async () => {
    await remove("ana", "cy");
    await expect(changeRole("cy", "di", "viewer")).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("the last owner", () => {
  beforeEach(() => remove("ana", "bo"));

  test("can neither leave, nor step down, nor be put out", async () => {
    await expect(team.leave(as("ana"))).rejects.toMatchObject({ kind: "conflict" });
    await expect(changeRole("ana", "ana", "admin")).rejects.toMatchObject({ kind: "conflict" });
    await expect(remove("ana", "ana")).rejects.toMatchObject({ kind: "conflict" });
    expect(await roleOf("ana")).toBe("owner");
    expect(await soleOwnedAccounts(database.db, person("ana").id)).toEqual([{ id: accountId, name: "Corner shop" }]);
  });

  test("can go after handing over", async () => {
    await team.transferOwnership({ ...as("ana"), userId: person("cy").id });
    expect([await roleOf("ana"), await roleOf("cy")]).toEqual(["admin", "owner"]);
    await team.leave(as("ana"));
    expect(await roleOf("ana")).toBeUndefined();
    expect(mails.at(-1)).toMatchObject({ to: "cy@shop.example", mail: { role: "owner" } });
  });

  test("hands over to members only, and not to themselves", async () => {
    await expect(team.transferOwnership({ ...as("ana"), userId: "somebody" })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(team.transferOwnership({ ...as("ana"), userId: person("ana").id })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(team.transferOwnership({ ...as("cy"), userId: person("di").id })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

test("whatever two owners do to each other at the same moment, one stays", async () => {
  const acts: ((one: string, other: string) => Promise<unknown>)[] = [
    (one) => team.leave(as(one)),
    (one) => changeRole(one, one, "viewer"),
    (one, other) => remove(one, other),
    (one, other) => changeRole(one, other, "operator"),
    (one) => team.transferOwnership({ ...as(one), userId: person("di").id }),
  ];
  for (const first of acts)
    for (const second of acts) {
      await database.db.delete(members);
      for (const [name, role] of Object.entries({ ana: "owner", bo: "owner", di: "operator" } as const))
        await aMember(database.db, { accountId, userId: person(name).id, role });
      await Promise.allSettled([first("ana", "bo"), second("bo", "ana")]);
      const owners = await database.db.select().from(members).where(eq(members.role, "owner"));
      expect(owners.length).toBeGreaterThan(0);
    }
});

test("members are listed in the order in which they joined, and know themselves", async () => {
  const listed = await team.listMembers({ accountId, userId: person("cy").id });
  expect(listed.map(({ email, role, isYou }) => ({ email, role, isYou }))).toEqual([
    { email: "ana@shop.example", role: "owner", isYou: false },
    { email: "bo@shop.example", role: "owner", isYou: false },
    { email: "cy@shop.example", role: "admin", isYou: true },
    { email: "di@shop.example", role: "operator", isYou: false },
  ]);
});
