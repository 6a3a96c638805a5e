/**
 * What every channel driver must hold, as tests: call `describeDriverContract` with a harness of the driver's own. The
 * harness plays the other side: the business's phone, a customer, the network.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ChannelConnection, ConnectOptions } from "./driver";
import { describeContent } from "./driver-contract-content";
import type { ContractWorld } from "./driver-contract-world";
import { EventRecorder } from "./event-recorder";

const sendOptions = () => ({ signal: AbortSignal.timeout(20_000) });
const downloadOptions = () => ({ maxBytes: 1000, signal: AbortSignal.timeout(20_000) });

export function describeDriverContract(name: string, createWorld: () => Promise<ContractWorld>): void {
  describe(`${name} as a channel driver`, () => {
    let world: ContractWorld;
    let events: EventRecorder;
    let connection: ChannelConnection;
    const accountId = "acc_contract";

    const connect = (options: ConnectOptions = {}) => {
      events = new EventRecorder();
      connection = world.driver.connect(accountId, events, options);
    };

    beforeAll(async () => {
      world = await createWorld();
      connect();
    });
    afterAll(async () => {
      await connection.stop();
      await world.close();
    });

    test("before it is linked it sends nothing, says so, and stays usable", async () => {
      const result = await connection.send({ chatId: world.customerChatId, text: "too early" }, sendOptions());
      expect(result.status).toBe("failed");
      await connection.setTyping(world.customerChatId, true);
      await expect(connection.checkHealth()).rejects.toThrow();
    });

    test("a new account shows a QR code, and is ready as the linked number after the scan", async () => {
      await connection.start();
      const { payload } = await events.waitFor("qr");
      world.scan(payload);
      const { identity } = await events.waitFor("ready");
      expect(identity.phoneNumber).toBe(world.businessPhone);
      const names = events.events.map((event) => event.name);
      expect(names.indexOf("authenticating")).toBeGreaterThan(names.indexOf("qr"));
      expect(names.indexOf("ready")).toBeGreaterThan(names.indexOf("authenticating"));
      await connection.checkHealth();
    });

    test("a customer's message arrives once, with the customer's ids", async () => {
      const { stanzaId } = world.customerSays("what are your hours?");
      const message = await events.waitForMessage("what are your hours?");
      expect(message).toMatchObject({
        stanzaId,
        chatId: world.customerChatId,
        chatKind: "direct",
        fromMe: false,
        kind: "text",
        contactPhone: world.customerPhone,
        isBacklog: false,
      });
      expect(message.contactAliases).toContain(world.customerChatId);
      expect(events.all("message").filter((event) => event.message.stanzaId === stanzaId)).toHaveLength(1);
    });

    test("a reply reaches the customer, and its echo has the id that sending returned", async () => {
      const result = await connection.send({ chatId: world.customerChatId, text: "9 to 5" }, sendOptions());
      const received = await world.nextReply();
      expect(received.text).toBe("9 to 5");
      expect(result).toMatchObject({ status: "sent", stanzaId: received.stanzaId });
      const echo = await events.waitForMessage("9 to 5");
      expect(echo).toMatchObject({ fromMe: true, stanzaId: received.stanzaId, chatId: world.customerChatId });
    });

    test("the same text sent twice is two messages with two ids", async () => {
      const message = { chatId: world.customerChatId, text: "thank you" };
      const results = await Promise.all([
        connection.send(message, sendOptions()),
        connection.send(message, sendOptions()),
      ]);
      const ids = results.map((result) => (result.status === "sent" ? result.stanzaId : result.status));
      expect(new Set(ids).size).toBe(2);
      const received = [await world.nextReply(), await world.nextReply()].map(({ stanzaId }) => stanzaId);
      expect(ids.sort()).toEqual(received.sort());
    });

    test("the customer reading a reply is told as an ack of that reply", async () => {
      const result = await connection.send({ chatId: world.customerChatId, text: "read this" }, sendOptions());
      const { stanzaId } = await world.nextReply();
      expect(result).toMatchObject({ stanzaId });
      world.customerReads(stanzaId);
      await events.waitFor("ack", (event) => event.stanzaId === stanzaId && event.level === "read");
    });

    test("the owner answering on the phone is seen as an own message that nobody here sent", async () => {
      const { stanzaId } = world.ownerSays("I'll take over");
      expect(await events.waitForMessage("I'll take over")).toMatchObject({
        stanzaId,
        fromMe: true,
        chatId: world.customerChatId,
      });
    });

    test("a group's message is told only when it mentions this number, and says who wrote it", async () => {
      world.groupSays("hello everybody");
      world.groupSays("what do you say?", { mentioning: true });
      const message = await events.waitForMessage("what do you say?");
      expect(message).toMatchObject({
        chatKind: "group",
        fromMe: false,
        contactName: world.groupName,
        participant: { id: expect.any(String) },
      });
      expect(events.all("message").filter(({ message: { body } }) => body === "hello everybody")).toEqual([]);
    });

    describeContent(() => ({ world, events, connection }));

    test("a refused message is a failure, not an error, and has no echo", async () => {
      world.refuseMessages(true);
      const result = await connection.send({ chatId: world.customerChatId, text: "refused" }, sendOptions());
      world.refuseMessages(false);
      expect(result.status).toBe("failed");
      expect(events.all("message").filter(({ message }) => message.body === "refused")).toEqual([]);
      const history = await connection.history(world.customerChatId, new Date(0));
      expect(history.map(({ body }) => body)).not.toContain("refused");
    });

    test("a chat nobody knows is a failure, not an error", async () => {
      const result = await connection.send({ chatId: "10000000@c.us", text: "anybody there?" }, sendOptions());
      expect(result.status).toBe("failed");
    });

    test("a send that is given up before it begins certainly did not go out", async () => {
      const message = { chatId: world.customerChatId, text: "never mind" };
      const result = await connection.send(message, { signal: AbortSignal.abort() });
      expect(result.status).toBe("failed");
    });

    test("history tells both sides of a chat, oldest first, and nothing from before", async () => {
      const history = await connection.history(world.customerChatId, new Date(0));
      const bodies = history.map(({ body }) => body);
      expect(bodies.indexOf("what are your hours?")).toBe(0);
      expect(bodies.indexOf("9 to 5")).toBeGreaterThan(0);
      expect(bodies).toContain("I'll take over");
      expect(history.every(({ isBacklog }) => isBacklog)).toBe(true);
      expect(await connection.history(world.customerChatId, new Date(Date.now() + 60_000))).toEqual([]);
      expect(await connection.history("10000000@c.us", new Date(0))).toEqual([]);
    });

    test("a lost network is told, and messages flow again when it is back", async () => {
      world.loseNetwork();
      await events.waitFor("offline");
      await expect(connection.checkHealth()).rejects.toThrow();
      const whileOffline = await connection.send({ chatId: world.customerChatId, text: "offline" }, sendOptions());
      expect(whileOffline.status).toBe("failed");
      world.restoreNetwork();
      await events.waitFor("online");
      world.customerSays("are you back?");
      await events.waitForMessage("are you back?");
      await connection.checkHealth();
    });

    test("stopping is final, leaves nothing running, and can be asked for twice", async () => {
      await Promise.all([connection.stop(), connection.stop()]);
      expect(await world.countProcesses(accountId)).toBe(0);
      const told = events.events.length;
      world.customerSays("while you were away");
      await expect(connection.checkHealth()).rejects.toThrow();
      const result = await connection.send({ chatId: world.customerChatId, text: "too late" }, sendOptions());
      expect(result.status).toBe("failed");
      expect(events.events).toHaveLength(told);
    });

    test("what a stopped connection is asked for is an error", async () => {
      await expect(connection.screenshot()).rejects.toThrow();
      const message = { chatId: world.customerChatId, stanzaId: "3A00", fromMe: false };
      await expect(connection.downloadMedia(message, downloadOptions())).rejects.toThrow();
      expect((await connection.readResources()).processCount).toBe(0);
    });

    test("a second connection of the account is ready without a QR code", async () => {
      connect();
      await connection.start();
      await events.waitFor("ready");
      expect(events.all("qr")).toEqual([]);
    });

    test("what arrived meanwhile is found by looking for it, marked as backlog", async () => {
      const since = new Date(Date.now() - 60_000);
      await vi.waitFor(async () => expect(await connection.chatsSince(since)).toContain(world.customerChatId));
      const history = await connection.history(world.customerChatId, since);
      expect(history.find(({ body }) => body === "while you were away")).toMatchObject({
        isBacklog: true,
        fromMe: false,
      });
    });

    test("a session that is opened elsewhere is over, as a conflict", async () => {
      world.openElsewhere();
      const { reason } = await events.waitFor("closed");
      expect(reason.kind).toBe("conflict");
      await connection.stop();
      expect(await world.countProcesses(accountId)).toBe(0);
    });

    test("the owner can take a session over that is open elsewhere", async () => {
      connect({ takeOver: true });
      await connection.start();
      await events.waitFor("ready");
      expect(events.all("closed")).toEqual([]);
      await connection.stop();
    });

    test("unlinking on the phone ends the connection, and the next one needs a QR code", async () => {
      connect();
      await connection.start();
      await events.waitFor("ready");
      world.unlinkOnPhone();
      const { reason } = await events.waitFor("closed");
      expect(reason.kind).toBe("logged_out");
      await connection.stop({ forgetSession: true });

      connect();
      await connection.start();
      await events.waitFor("qr");
      expect(events.all("closed")).toEqual([]);
    });

    test("a number can be linked by typing a code on the phone", async () => {
      await connection.stop();
      connect({ link: { type: "pairing_code", phoneNumber: world.businessPhone } });
      await connection.start();
      const { code } = await events.waitFor("pairing_code");
      expect(code).toMatch(/^[0-9A-Z]{8}$/);
      world.enterPairingCode(code);
      expect((await events.waitFor("ready")).identity.phoneNumber).toBe(world.businessPhone);
      expect(events.all("qr")).toEqual([]);
    });

    test("forgetting a session that was never open is fine", async () => {
      await connection.stop({ forgetSession: true });
      await world.driver.connect("acc_unknown", new EventRecorder()).stop({ forgetSession: true });
    });
  });
}
