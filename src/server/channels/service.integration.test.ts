import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatabaseHandle } from "@/server/db/client";
import { openTestDatabase } from "@/test/database";
import { aConnection, anAccount } from "@/test/factories";
import { describeConnection } from "./service";

let database: DatabaseHandle;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("the code that pairs a phone is shown to people who may manage the connection, and to nobody else", async () => {
  const qrExpiresAt = new Date("2026-03-01T10:00:20Z");
  const { accountId } = await aConnection(database.db, { state: "qr", qr: "2@secret", qrExpiresAt });
  expect(await describeConnection(database.db, { accountId, canManage: true })).toMatchObject({
    qr: "2@secret",
    qrExpiresAt,
  });
  expect(await describeConnection(database.db, { accountId, canManage: false })).toMatchObject({
    state: "qr",
    qr: null,
    qrExpiresAt: null,
  });
});

test("so is the code to type, and the number that is being linked", async () => {
  const pairingCodeExpiresAt = new Date("2026-03-01T10:03:00Z");
  const { accountId } = await aConnection(database.db, {
    state: "pairing_code",
    pairingCode: "ABCD1234",
    pairingCodeExpiresAt,
    linkPhoneNumber: "351912345678",
  });
  const code = { pairingCode: "ABCD1234", pairingCodeExpiresAt, linkPhoneNumber: "351912345678" };
  expect(await describeConnection(database.db, { accountId, canManage: true })).toMatchObject(code);
  expect(await describeConnection(database.db, { accountId, canManage: false })).toMatchObject({
    pairingCode: null,
    pairingCodeExpiresAt: null,
    linkPhoneNumber: null,
  });
});

test("a code that is no longer on show is not shown, whatever the row still holds", async () => {
  const { accountId } = await aConnection(database.db, {
    state: "ready",
    qr: "2@old",
    pairingCode: "OLD",
    phoneNumber: "351915000100",
  });
  expect(await describeConnection(database.db, { accountId, canManage: true })).toMatchObject({
    qr: null,
    pairingCode: null,
    phoneNumber: "351915000100",
  });
});

test("an account without a row is simply not connected", async () => {
  const account = await anAccount(database.db);
  expect(await describeConnection(database.db, { accountId: account.id, canManage: true })).toMatchObject({
    state: "stopped",
    qr: null,
  });
});
