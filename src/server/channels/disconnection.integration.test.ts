import { beforeEach, describe, expect, test } from "vitest";
import { SHORT_DROP_MS } from "@/domain/messaging/disconnection";
import { accounts, mails } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { createMailer } from "@/server/mail/service";
import { unseal } from "@/server/seal";
import type { ChannelHarness } from "@/test/channel-harness";
import { aMember, aUser } from "@/test/factories";
import { advancingUntil, eventually, harnessPerTest } from "@/test/harness-per-test";
import { watchDisconnections } from "./disconnection-watch";
import { type HistoryEntry, recordHistory } from "./history-queries";

const secretKey = new Uint8Array(32).fill(7);
const MINUTE_MS = 60_000;

let harness: ChannelHarness;
harnessPerTest(async (fresh) => {
  harness = fresh;
  for (const role of ["owner", "admin", "operator", "viewer"] as const) {
    const { id: userId } = await aUser(harness.db, { email: `${role}@example.com` });
    await aMember(harness.db, { accountId: harness.accountId, userId, role });
  }
});

/** As a process does it that is up from now on. */
const watch = () => {
  const { db, scheduler } = harness;
  const queue = { enqueue: async () => undefined };
  const mailer = createMailer({ queue, secretKey, now: () => scheduler.now() });
  return watchDisconnections({ db, mailer, scheduler, logger: silentLogger() });
};
/** One look, by a process that came up just now. */
const lookOnce = () => watch()();
const told = () => harness.db.select().from(mails).orderBy(mails.createdAt, mails.to);
const readers = async () => (await told()).map(({ to }) => to);
const happens = async (state: HistoryEntry["state"], reason: HistoryEntry["reason"] = null) => {
  const at = harness.scheduler.now();
  const { accountId } = harness;
  await harness.setConnection({ state, ...(state === "ready" ? { lastReadyAt: at } : {}) });
  await recordHistory(harness.db, accountId, [{ at, state, reason, detail: null, failures: 0 }]);
};
const minutesPass = async (count: number) => {
  for (let minute = 0; minute < count; minute++) {
    harness.scheduler.advance(MINUTE_MS);
    // The look that has just begun comes to its end: it takes a few statements.
    for (let round = 0; round < 12; round++) {
      await harness.db.execute("select 1");
      await new Promise(setImmediate);
    }
  }
};

test("a phone that unlinks its number: owners and admins are told within a minute, and nobody else", async () => {
  const stop = watch();
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(async () => expect((await harness.connection())?.state).toBe("ready"));
  harness.whatsApp.connections.at(-1)?.closes("logged_out");
  await eventually(async () => expect((await harness.connection())?.state).toBe("logged_out"));
  await advancingUntil(harness, async () => expect(await readers()).toHaveLength(2), MINUTE_MS);
  await stop();
  expect(await readers()).toEqual(["admin@example.com", "owner@example.com"]);
  const [mail] = await told();
  expect(mail).toMatchObject({ accountId: harness.accountId, template: "number_disconnected" });
  const [account] = await harness.db.select().from(accounts);
  expect(JSON.parse(unseal(secretKey, mail?.sealedContent ?? "", mail?.id ?? "") ?? "")).toMatchObject({
    accountName: account?.name,
    phoneNumber: harness.whatsApp.phoneNumber,
    reason: expect.stringContaining("removed this device"),
    path: `/accounts/${harness.accountId}/connection`,
  });
});

describe("a number that has worked", () => {
  beforeEach(() => happens("ready"));

  test("and is offline for some minutes: nobody is told", async () => {
    const stop = watch();
    await happens("reconnecting", "offline");
    await minutesPass(SHORT_DROP_MS / MINUTE_MS - 1);
    await happens("ready");
    await minutesPass(30);
    await stop();
    expect(await told()).toEqual([]);
  });

  test("and stays away: people are told once, however long it lasts and whatever is tried meanwhile", async () => {
    const stop = watch();
    await happens("reconnecting", "offline");
    await minutesPass(SHORT_DROP_MS / MINUTE_MS);
    expect(await readers()).toHaveLength(2);
    for (const state of ["failed", "connecting", "logged_out"] as const) {
      await happens(state, state === "logged_out" ? "unlinked_on_phone" : null);
      await minutesPass(20);
    }
    await stop();
    expect(await readers()).toHaveLength(2);
  });

  test("and is unlinked again after it worked: that is another disconnection", async () => {
    await happens("logged_out", "unlinked_on_phone");
    await lookOnce();
    await lookOnce();
    expect(await readers()).toHaveLength(2);
    await minutesPass(1);
    await happens("ready");
    await minutesPass(1);
    await happens("logged_out", "unlinked_on_phone");
    await lookOnce();
    expect(await readers()).toHaveLength(4);
  });

  test("and is looked at by two processes at once: people are told once", async () => {
    await happens("logged_out", "unlinked_on_phone");
    await Promise.all([lookOnce(), lookOnce()]);
    expect(await readers()).toHaveLength(2);
  });

  test("and is stopped or unlinked by somebody here: nobody is told", async () => {
    const stop = watch();
    await happens("stopped");
    await minutesPass(30);
    await happens("logged_out", "unlinked_here");
    await minutesPass(30);
    await stop();
    expect(await told()).toEqual([]);
  });
});

test("a number that never worked here: nobody is told, however long linking takes", async () => {
  const stop = watch();
  await happens("qr");
  await minutesPass(20);
  await happens("stopped", "nobody_scanned");
  await minutesPass(20);
  await stop();
  expect(await told()).toEqual([]);
});
