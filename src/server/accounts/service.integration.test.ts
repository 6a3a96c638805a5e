import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatabaseHandle } from "@/server/db/client";
import { openTestDatabase } from "@/test/database";
import { aConversation, aDocument, aMember, anActor, aUser } from "@/test/factories";
import { createAccount, getAccount, listAccounts, permissionsOf } from "./service";

let database: DatabaseHandle;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("whoever opens an account owns it, and it starts empty and not connected", async () => {
  const owner = await aUser(database.db);
  const { id } = await createAccount(database.db, { name: "Corner shop", actor: anActor(owner) });
  expect(await listAccounts(database.db, owner.id)).toEqual([
    {
      id,
      name: "Corner shop",
      role: "owner",
      connection: { state: "stopped", phoneNumber: null },
      waitingCount: 0,
      documentCount: 0,
    },
  ]);
});

test("a user sees the accounts of their own memberships, with what waits in each", async () => {
  const { db } = database;
  const user = await aUser(db);
  const mine = await aMember(db, { userId: user.id, role: "operator" });
  const foreign = await aMember(db);
  for (const accountId of [mine.accountId, foreign.accountId]) {
    await aConversation(db, { accountId, needsPersonReason: "Asked for a person." });
    await aConversation(db, { accountId, needsPersonReason: null });
    await aDocument(db, { accountId, status: "ready" });
    await aDocument(db, { accountId, status: "failed", failureReason: "corrupt" });
  }
  const listed = await listAccounts(db, user.id);
  expect(listed).toEqual([
    expect.objectContaining({ id: mine.accountId, role: "operator", waitingCount: 1, documentCount: 1 }),
  ]);
});

test("an account that is gone says so in words", async () => {
  await expect(getAccount(database.db, "acc_gone")).rejects.toMatchObject({ kind: "not_found" });
});

test("permissions are those the gate would let through", () => {
  expect(permissionsOf("viewer")).toContain("conversation.read");
  expect(permissionsOf("viewer")).not.toContain("conversation.reply");
});
