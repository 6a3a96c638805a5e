import { access, mkdir, readlink, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DEFAULT_BEHAVIOUR } from "../../../../e2e/whatsapp-web/behaviour";
import { DriverHarness } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";

describe("the life of a whatsapp-web.js session", () => {
  let harness: DriverHarness;
  let phone: Phone;
  let lastNumber = 628_333_000_000;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);

  beforeAll(async () => {
    process.on("unhandledRejection", onRejection);
    harness = await DriverHarness.create({ timeouts: { sendMs: 2000, readMs: 3000, contactMs: 1000 } });
  });
  afterAll(async () => {
    await harness.close();
    process.off("unhandledRejection", onRejection);
    expect(rejections).toEqual([]);
  });
  beforeEach(() => {
    Object.assign(harness.simulator.behaviour, DEFAULT_BEHAVIOUR);
    phone = harness.simulator.phone(String(++lastNumber));
  });

  /** A ready session of the test's own phone that ends with the test. */
  async function aSession(accountId: string) {
    const session = await harness.ready(accountId, phone);
    onTestFinished(() => session.connection.stop());
    return session;
  }
  const sessionFolder = (accountId: string) => path.join(harness.sessionsDir, `session-${accountId}`);

  test("a code that WhatsApp let go idle is replaced by a fresh one that works", async () => {
    const { connection, events } = harness.connect("acc_idle");
    onTestFinished(() => connection.stop());
    await connection.start();
    const first = await events.waitFor("qr");
    harness.simulator.expireQrs({ idle: true });
    const second = await events.waitFor("qr", ({ payload }) => payload !== first.payload);
    expect(() => harness.simulator.scan(first.payload, phone)).toThrow();
    harness.simulator.scan(second.payload, phone);
    await events.waitFor("ready");
    expect(events.all("qr").every(({ payload }) => !payload.startsWith("undefined"))).toBe(true);
  });

  test("a killed browser is a lost connection that leaves no process, and a new one works", async () => {
    const { events, connection } = await aSession("acc_killed");
    process.kill(await harness.findProcess("acc_killed"), "SIGKILL");
    expect((await events.waitFor("closed")).reason.kind).toBe("lost");
    await connection.stop();
    expect(await harness.browserPids("acc_killed")).toEqual([]);
    const again = await aSession("acc_killed");
    expect(again.events.all("qr")).toEqual([]);
  });

  test("a crashed page is a lost connection", async () => {
    const { events, connection } = await aSession("acc_crashed");
    process.kill(await harness.findProcess("acc_crashed", "renderer"), "SIGKILL");
    expect((await events.waitFor("closed")).reason).toMatchObject({ kind: "lost" });
    await connection.stop();
    expect(await harness.browserPids("acc_crashed")).toEqual([]);
  });

  test("a hung page fails its health check in time, and can still be stopped", async () => {
    const { connection } = await aSession("acc_frozen");
    phone.broadcast({ kind: "freeze", ms: 60_000 });
    await vi.waitFor(async () => expect(connection.checkHealth()).rejects.toThrow(), { timeout: 10_000 });
    await connection.stop();
    expect(await harness.browserPids("acc_frozen")).toEqual([]);
  });

  test.each(["navigate", "state"] as const)(
    "unlinking that WhatsApp tells by %s ends the session and its folder",
    async (style) => {
      const { events, connection } = await aSession(`acc_unlinked_${style}`);
      phone.unlink(style);
      expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
      await connection.stop();
      await expect(access(sessionFolder(`acc_unlinked_${style}`))).rejects.toThrow();
    },
  );

  test("a session revoked while it was off is told as logged out, and the start does not fail", async () => {
    await (await aSession("acc_revoked")).connection.stop();
    phone.unlink();
    const { connection, events } = harness.connect("acc_revoked");
    await connection.start();
    expect((await events.waitFor("closed")).reason.kind).toBe("logged_out");
    await connection.stop();
    await expect(access(sessionFolder("acc_revoked"))).rejects.toThrow();
  });

  test("forgetting a session unlinks it on the phone too", async () => {
    const { connection, events } = await aSession("acc_forgotten");
    await connection.stop({ forgetSession: true });
    expect(phone.isLinked).toBe(false);
    expect(events.all("closed")).toEqual([]);
    await expect(access(sessionFolder("acc_forgotten"))).rejects.toThrow();
  });

  test("a lock that a crash on another machine left does not keep the browser from starting", async () => {
    await mkdir(sessionFolder("acc_locked"), { recursive: true });
    await symlink("another-machine-1234", path.join(sessionFolder("acc_locked"), "SingletonLock"));
    await writeFile(path.join(sessionFolder("acc_locked"), "SingletonCookie"), "");
    await aSession("acc_locked");
    // The built-in browser sets no lock of its own, others do.
    const owner = await readlink(path.join(sessionFolder("acc_locked"), "SingletonLock")).catch(() => "nobody");
    expect(owner).not.toContain("another-machine");
  });
});

describe("a start that can't succeed", () => {
  let harness: DriverHarness;
  beforeAll(async () => {
    harness = await DriverHarness.create({ timeouts: { startMs: 2500, bootMs: 1500, closeMs: 2000 } });
  });
  afterAll(() => harness.close());

  test("a server that never answers fails the start in time and leaves no browser", async () => {
    harness.simulator.behaviour.stall = true;
    const { connection, events } = harness.connect("acc_stalled");
    await expect(connection.start()).rejects.toThrow(/could not be opened/);
    harness.simulator.behaviour.stall = false;
    expect(await harness.browserPids("acc_stalled")).toEqual([]);
    expect(events.events).toEqual([]);
  });

  test("a page without WhatsApp in it fails the start and leaves no browser", async () => {
    harness.simulator.behaviour.debugDelayMs = 60_000;
    const { connection } = harness.connect("acc_empty");
    await expect(connection.start()).rejects.toThrow(/could not be opened/);
    harness.simulator.behaviour.debugDelayMs = DEFAULT_BEHAVIOUR.debugDelayMs;
    expect(await harness.browserPids("acc_empty")).toEqual([]);
  });

  test("a browser that is killed while it starts fails the start", async () => {
    harness.simulator.behaviour.stall = true;
    const { connection } = harness.connect("acc_early");
    const started = connection.start();
    const failed = expect(started).rejects.toThrow(/could not be opened/);
    const pid = await vi.waitFor(() => harness.findProcess("acc_early"), { timeout: 5000 });
    process.kill(pid, "SIGKILL");
    await failed;
    harness.simulator.behaviour.stall = false;
    expect(await harness.browserPids("acc_early")).toEqual([]);
  });

  test("stopping while it starts ends both quietly", async () => {
    const { connection, events } = harness.connect("acc_impatient");
    const started = connection.start();
    await connection.stop();
    await started;
    expect(await harness.browserPids("acc_impatient")).toEqual([]);
    expect(events.events).toEqual([]);
  });
});
