import { describe, expect, test } from "vitest";
import { CONNECTION_TIMING } from "@/domain/messaging/connection-machine";
import { REASON_WORDS } from "@/domain/messaging/connection-reasons";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import type { ChannelHarness } from "@/test/channel-harness";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

let harness: ChannelHarness;
let manager: ChannelManager;
harnessPerTest(async (fresh) => {
  harness = fresh;
  harness.whatsApp.isLinked = false;
  manager = await harness.aManager();
});

const untilState = (state: ConnectionState) =>
  eventually(async () => expect(await harness.connection()).toMatchObject({ state }));
const byCode = { type: "pairing_code", phoneNumber: "+351 912-345-678" } as const;
const inMs = (ms: number) => new Date(harness.scheduler.now().getTime() + ms);

describe("linking by a code to type", () => {
  test("asks the driver for the number as WhatsApp writes it, and shows the code while it works", async () => {
    await manager.start(harness.accountId, byCode);
    await untilState("pairing_code");
    expect(harness.whatsApp.live.options.link).toEqual({ type: "pairing_code", phoneNumber: "351912345678" });
    expect(await harness.connection()).toMatchObject({
      linkPhoneNumber: "351912345678",
      pairingCode: "ABCD1234",
      pairingCodeExpiresAt: inMs(180_000),
      qr: null,
    });
    harness.scheduler.advance(180_000);
    harness.whatsApp.live.events.pairingCode("WXYZ9876");
    await eventually(async () =>
      expect(await harness.connection()).toMatchObject({
        pairingCode: "WXYZ9876",
        pairingCodeExpiresAt: inMs(180_000),
      }),
    );
    harness.whatsApp.scan();
    await untilState("ready");
    expect(await harness.connection()).toMatchObject({ pairingCode: null, pairingCodeExpiresAt: null });
  });

  test("refuses what is no phone number in words, and nothing is started", async () => {
    await expect(manager.start(harness.accountId, { ...byCode, phoneNumber: "0912 345 678" })).rejects.toMatchObject({
      kind: "bad_request",
      publicMessage: expect.stringContaining("country code"),
    });
    expect(await harness.connection()).toMatchObject({ desired: "down", linkPhoneNumber: null });
  });

  test("ends when nobody types the code, and says so", async () => {
    await manager.start(harness.accountId, byCode);
    await untilState("pairing_code");
    harness.scheduler.advance(CONNECTION_TIMING.pairingMs);
    await untilState("stopped");
    expect(await harness.connection()).toMatchObject({
      stateReason: REASON_WORDS.nobody_typed_the_code,
      pairingCode: null,
      desired: "down",
    });
    expect(harness.whatsApp.openCount).toBe(0);
  });

  test("can be chosen while a QR code is shown, and the other way round", async () => {
    await manager.start(harness.accountId);
    await untilState("qr");
    await manager.start(harness.accountId, byCode);
    await untilState("pairing_code");
    expect(await harness.connection()).toMatchObject({ qr: null, pairingCode: "ABCD1234" });
    expect(harness.whatsApp.openCount).toBe(1);
    await manager.start(harness.accountId, { type: "qr" });
    await untilState("qr");
    expect(await harness.connection()).toMatchObject({ pairingCode: null, linkPhoneNumber: null });
    expect(harness.whatsApp.openCount).toBe(1);
    expect(harness.whatsApp.connections).toHaveLength(3);
  });

  test("goes on after Parley was restarted meanwhile", async () => {
    await manager.start(harness.accountId, byCode);
    await untilState("pairing_code");
    await harness.shutdown();
    expect(await harness.connection()).toMatchObject({ state: "stopped", pairingCode: null });
    await harness.aManager();
    await untilState("pairing_code");
    expect(harness.whatsApp.live.options.link).toMatchObject({ phoneNumber: "351912345678" });
  });

  test("means nothing to a number that is linked", async () => {
    harness.whatsApp.isLinked = true;
    await manager.start(harness.accountId);
    await untilState("ready");
    await manager.start(harness.accountId, byCode);
    await eventually(async () => expect((await harness.connection())?.linkPhoneNumber).toBe("351912345678"));
    harness.scheduler.advance(30_000);
    expect(harness.whatsApp.connections).toHaveLength(1);
    expect(await harness.connection()).toMatchObject({ state: "ready" });
  });
});

describe("a passkey wall", () => {
  test("waits for the owner, and goes on when they have confirmed", async () => {
    await manager.start(harness.accountId);
    await untilState("qr");
    harness.whatsApp.live.events.authenticating();
    await untilState("authenticating");
    harness.whatsApp.live.events.passkeyRequired();
    await untilState("passkey_required");
    expect(await harness.connection()).toMatchObject({ qr: null });
    harness.whatsApp.scan();
    await untilState("ready");
  });

  test("that nobody confirms ends the attempt in words", async () => {
    await manager.start(harness.accountId);
    await untilState("qr");
    harness.whatsApp.live.events.passkeyRequired();
    await untilState("passkey_required");
    harness.scheduler.advance(CONNECTION_TIMING.passkeyMs);
    await untilState("stopped");
    expect(await harness.connection()).toMatchObject({
      stateReason: REASON_WORDS.passkey_not_confirmed,
      desired: "down",
    });
    expect(harness.whatsApp.openCount).toBe(0);
  });
});

describe("a session that is in use elsewhere", () => {
  test("is taken over when the owner says so, and only then", async () => {
    harness.whatsApp.isLinked = true;
    await manager.start(harness.accountId);
    await untilState("ready");
    expect(harness.whatsApp.live.options.takeOver).toBe(false);
    harness.whatsApp.live.closes("conflict");
    await untilState("conflict");

    await manager.start(harness.accountId);
    await untilState("ready");
    expect(harness.whatsApp.live.options.takeOver).toBe(true);
    // What happens after that is not the owner's wish any more.
    harness.whatsApp.live.closes("lost");
    await eventually(() => {
      harness.scheduler.advance(500);
      expect(harness.whatsApp.connections).toHaveLength(3);
    });
    expect(harness.whatsApp.live.options.takeOver).toBe(false);
  });

  test("is still taken over when the first try fails", async () => {
    harness.whatsApp.isLinked = true;
    await harness.setConnection({ state: "conflict" });
    harness.whatsApp.isReachable = false;
    await manager.start(harness.accountId);
    await untilState("reconnecting");
    harness.whatsApp.isReachable = true;
    await eventually(() => {
      harness.scheduler.advance(500);
      expect(harness.whatsApp.connections).toHaveLength(2);
    });
    expect(harness.whatsApp.live.options.takeOver).toBe(true);
  });
});

test("since when a number is linked is kept as long as it is the same", async () => {
  harness.whatsApp.isLinked = true;
  const linkedAt = harness.scheduler.now();
  await manager.start(harness.accountId);
  await untilState("ready");
  expect(await harness.connection()).toMatchObject({ numberLinkedAt: linkedAt });
  const reconnected = async () => {
    harness.scheduler.advance(86_400_000);
    await manager.stop(harness.accountId);
    await untilState("stopped");
    await manager.start(harness.accountId);
    await untilState("ready");
    return harness.connection();
  };
  expect(await reconnected()).toMatchObject({ numberLinkedAt: linkedAt });
  harness.whatsApp.phoneNumber = "351915000100";
  expect(await reconnected()).toMatchObject({ numberLinkedAt: harness.scheduler.now() });
});
