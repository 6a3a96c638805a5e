import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { auditEntries, invitations as invitationRows, members } from "@/server/db/schema";
import type { OutgoingMail } from "@/server/mail/mail";
import { createRateLimiter } from "@/server/rate-limit/service";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, anAccount, anActor, aUser } from "@/test/factories";
import { createInvitationService, type InvitationService } from "./invitations";
import { findRole } from "./queries";

const DAY_MS = 24 * 3_600_000;
const EMAIL = "new@home.example";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let invitations: InvitationService;
let mails: OutgoingMail[];
let accountId: string;
let now: Date;
let owner: Awaited<ReturnType<typeof aUser>>;
let admin: Awaited<ReturnType<typeof aUser>>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  now = new Date("2026-03-01T12:00:00Z");
  mails = [];
  const mailer = { send: async (_tx: unknown, mail: OutgoingMail) => void mails.push(mail) };
  const limiter = createRateLimiter(database.db);
  invitations = createInvitationService({ db: database.db, mailer, limiter, now: () => now });
  accountId = (await anAccount(database.db, { name: "Corner shop" })).id;
  owner = await aUser(database.db, { email: "ana@shop.example", name: "Ana" });
  admin = await aUser(database.db);
  await aMember(database.db, { accountId, userId: owner.id, role: "owner" });
  await aMember(database.db, { accountId, userId: admin.id, role: "admin" });
});

const invite = (email = EMAIL, role: Role = "operator", by = owner) =>
  invitations.invite({ accountId, actor: anActor(by), email, role });
/** The secret in the last mail to that address. */
function token(to = EMAIL): string {
  const mail = mails.findLast((one) => one.to === to)?.mail;
  if (mail?.template !== "team_invitation") throw new Error("No invitation went out.");
  return new URLSearchParams(mail.path.split("?")[1]).get("token") ?? "";
}
const guest = (email = EMAIL) => aUser(database.db, { email });
const roleOf = (userId: string) => findRole(database.db, { accountId, userId });

describe("an invitation", () => {
  test("makes whoever has the address a member with the role, once", async () => {
    await invite();
    const user = await guest();
    expect(await invitations.accept(token(), anActor(user))).toEqual({ accountId });
    expect(await roleOf(user.id)).toBe("operator");
    await expect(invitations.accept(token(), anActor(user))).rejects.toMatchObject({
      kind: "conflict",
      publicMessage: expect.stringContaining("used already"),
    });
    const actions = (await database.db.select().from(auditEntries)).map(({ action }) => action);
    expect(actions.sort()).toEqual(["team.invited", "team.joined"]);
  });

  test("works once, however many use it at the same moment", async () => {
    await invite();
    const user = await guest();
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => invitations.accept(token(), anActor(user))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await database.db.$count(members)).toBe(3);
  });

  test("is bound to its address: the link alone lets nobody else in", async () => {
    await invite();
    const other = await guest("thief@home.example");
    await expect(invitations.accept(token(), anActor(other))).rejects.toMatchObject({
      kind: "forbidden",
      publicMessage: expect.stringContaining(EMAIL),
    });
    expect(await roleOf(other.id)).toBeUndefined();
    // And it is still there for the right one.
    await expect(invitations.accept(token(), anActor(await guest()))).resolves.toEqual({ accountId });
  });

  test("expires after seven days, and can be sent again then, with a new link", async () => {
    const { invitationId } = await invite();
    const first = token();
    now = new Date(now.getTime() + 7 * DAY_MS);
    expect((await invitations.listOpen(accountId))[0]).toMatchObject({ email: EMAIL, isExpired: true });
    expect(await invitations.describe(first)).toMatchObject({ state: "expired" });
    const user = await guest();
    await expect(invitations.accept(first, anActor(user))).rejects.toMatchObject({ kind: "conflict" });
    await invitations.resend({ accountId, actor: anActor(owner), invitationId });
    expect(await invitations.describe(first)).toBeNull();
    await expect(invitations.accept(token(), anActor(user))).resolves.toEqual({ accountId });
  });

  test("can be taken back, and declined", async () => {
    const { invitationId } = await invite();
    await invitations.revoke({ accountId, actor: anActor(admin), invitationId });
    expect(await invitations.describe(token())).toMatchObject({ state: "revoked" });
    await expect(invitations.accept(token(), anActor(await guest()))).rejects.toMatchObject({ kind: "conflict" });
    await expect(invitations.revoke({ accountId, actor: anActor(owner), invitationId })).rejects.toMatchObject({
      kind: "not_found",
    });
    await invite("other@home.example");
    await invitations.decline(token("other@home.example"));
    expect(await invitations.listOpen(accountId)).toEqual([]);
    await expect(invitations.decline(token("other@home.example"))).rejects.toMatchObject({ kind: "conflict" });
  });

  test("sent anew to the same address takes the place of the first, with the newer role", async () => {
    await invite(EMAIL, "viewer");
    const first = token();
    await invite(EMAIL, "admin");
    expect(await invitations.listOpen(accountId)).toMatchObject([{ email: EMAIL, role: "admin", invitedBy: "Ana" }]);
    expect(await invitations.describe(first)).toBeNull();
    expect(await invitations.describe(token())).toEqual({
      accountName: "Corner shop",
      role: "admin",
      email: EMAIL,
      invitedBy: "Ana",
      state: "open",
      hasUser: false,
    });
  });

  test("gives no more than its sender has, and nothing to members", async () => {
    await expect(invite(EMAIL, "owner", admin)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(invite("ana@shop.example")).rejects.toMatchObject({ kind: "conflict" });
    expect(mails).toEqual([]);
  });

  test("an admin can't send an owner's invitation again", async () => {
    const { invitationId } = await invite(EMAIL, "owner");
    const ask = { accountId, actor: anActor(admin), invitationId };
    await expect(invitations.resend(ask)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(invitations.revoke(ask)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("of another account can be neither seen, nor sent, nor taken back", async () => {
    const { invitationId } = await invite();
    const stranger = await aMember(database.db);
    const user = await aUser(database.db);
    await aMember(database.db, { accountId: stranger.accountId, userId: user.id, role: "owner" });
    const ask = { accountId: stranger.accountId, actor: anActor(user), invitationId };
    await expect(invitations.resend(ask)).rejects.toMatchObject({ kind: "not_found" });
    await expect(invitations.revoke(ask)).rejects.toMatchObject({ kind: "not_found" });
    expect(await invitations.listOpen(stranger.accountId)).toEqual([]);
  });

  test("leaves a member's role as it is", async () => {
    await invite(EMAIL, "viewer");
    const user = await guest();
    await aMember(database.db, { accountId, userId: user.id, role: "admin" });
    await invitations.accept(token(), anActor(user));
    expect(await roleOf(user.id)).toBe("admin");
  });

  test("can't be read from the database", async () => {
    await invite();
    expect(JSON.stringify(await database.db.select().from(invitationRows))).not.toContain(token());
  });

  test("a made-up link is told apart from nothing", async () => {
    expect(await invitations.describe("made-up")).toBeNull();
    await expect(invitations.addressOf("made-up")).rejects.toMatchObject({ kind: "conflict" });
  });

  test("there are thirty a day, and words for whoever wants more", async () => {
    for (let index = 0; index < 30; index++) await invite(`guest${index}@home.example`);
    await expect(invite("one-more@home.example")).rejects.toMatchObject({ kind: "rate_limited" });
  });
});
