/** Where the library as it comes loses, doubles or misnames messages, files and sessions. Numbers as in the list of traps. */
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import wwebjs, { type Message, type MessageMedia } from "whatsapp-web.js";
import type { OpenSession } from "../../../../e2e/whatsapp-web/driver-harness";
import type { Phone } from "../../../../e2e/whatsapp-web/phone";
import type { WireMessage } from "../../../../e2e/whatsapp-web/protocol";
import type { StockSession } from "../../../../e2e/whatsapp-web/stock-client";
import { readSurfaces } from "../../../../e2e/whatsapp-web/surface";
import { TwoClients } from "../../../../e2e/whatsapp-web/two-clients";

const sendOptions = () => ({ signal: AbortSignal.timeout(10_000) });
const NO_REPLY_MS = 300;

let world: TwoClients;
beforeAll(async () => {
  world = await TwoClients.create({ sendMs: 2000 });
});
afterAll(() => world.close());

describe("13. what arrives before the synchronisation ends is not lost", () => {
  test("the stock client raises no event for it, though its page has it", async () => {
    const phone = world.aPhone();
    const customer = phone.customer("628222000001");
    await (await world.stockReady("t13", phone)).client.destroy();
    customer.sendText("while you were away");
    world.simulator.behaviour.syncDelayMs = 1500;
    const stock = await world.stockReady("t13", phone);
    const later = customer.sendText("and now");
    await stock.waitFor<[Message]>("message", ({ id }) => id.id === later.id);
    expect(stock.all("message")).toHaveLength(1);
    const chat = await stock.client.getChatById(customer.id);
    expect((await chat.fetchMessages({ limit: 10 })).map(({ body }) => body)).toContain("while you were away");
  });

  test("our client finds it when it looks, as something that waited", async () => {
    const phone = world.aPhone();
    const customer = phone.customer("628222000001");
    await (await world.oursReady("t13", phone)).connection.stop();
    const since = new Date(Date.now() - 60_000);
    customer.sendText("while you were away");
    const { connection } = await world.oursReady("t13", phone);
    expect(await connection.chatsSince(since)).toContain(customer.id);
    expect(await connection.history(customer.id, since)).toMatchObject([
      { body: "while you were away", isBacklog: true, fromMe: false },
    ]);
  });
});

describe("with a linked client each", () => {
  let stockPhone: Phone;
  let ourPhone: Phone;
  let stock: StockSession;
  let ours: OpenSession;

  beforeAll(async () => {
    [stockPhone, ourPhone] = [world.aPhone(), world.aPhone()];
    [stock, ours] = await Promise.all([world.stockReady("linked", stockPhone), world.oursReady("linked", ourPhone)]);
  });
  beforeEach(() => void world.aPhone());

  const heardByStock = async ({ id }: WireMessage) =>
    (await stock.waitFor<[Message]>("message", (message) => message.id.id === id))[0];

  describe("14. what became of a message is known before it is tried again", () => {
    const goOffline = (phone: Phone) => {
      world.simulator.behaviour.down = true;
      phone.dropConnections();
    };

    test("the stock client says the same of a message that was refused as of one that was sent", async () => {
      const customer = stockPhone.customer("628222000014");
      const sent = await stock.client.sendMessage(customer.id, "taken");
      world.simulator.behaviour.failSend = true;
      const refused = await stock.client.sendMessage(customer.id, "refused");
      expect([sent.ack, refused.ack]).toEqual([0, 0]);
      await stock.waitFor<[Message, number]>("message_ack", ({ body }, ack) => body === "refused" && ack === -1);
    });

    test("the stock client takes a message while it is offline and delivers it later: a retry sends it twice", async () => {
      const customer = stockPhone.customer("628222000015");
      await stock.client.sendMessage(customer.id, "online");
      await customer.nextReply();
      goOffline(stockPhone);
      await vi.waitFor(async () => expect(await stock.client.getState()).toBe("TIMEOUT"));
      const retried = [];
      for (let attempt = 0; attempt < 2; attempt++) retried.push(await stock.client.sendMessage(customer.id, "hello?"));
      expect(retried.map(({ ack }) => ack)).toEqual([0, 0]);
      world.simulator.behaviour.down = false;
      expect([await customer.nextReply(), await customer.nextReply()].map(({ body }) => body)).toEqual([
        "hello?",
        "hello?",
      ]);
    });

    test("our client says failed, and nothing of it arrives later", async () => {
      const customer = ourPhone.customer("628222000014");
      customer.sendText("hi");
      await ours.events.waitForMessage("hi");
      const send = (text: string) => ours.connection.send({ chatId: customer.id, text }, sendOptions());
      world.simulator.behaviour.failSend = true;
      expect(await send("refused")).toMatchObject({ status: "failed" });
      world.simulator.behaviour.failSend = false;
      const wentOffline = ours.events.all("offline").length;
      goOffline(ourPhone);
      await ours.events.waitFor("offline", () => ours.events.all("offline").length > wentOffline);
      expect(await send("offline")).toMatchObject({ status: "failed" });
      const cameBack = ours.events.all("online").length;
      world.simulator.behaviour.down = false;
      await ours.events.waitFor("online", () => ours.events.all("online").length > cameBack);
      expect(await send("back")).toMatchObject({ status: "sent" });
      expect((await customer.nextReply()).body).toBe("back");
      await expect(customer.nextReply(NO_REPLY_MS)).rejects.toThrow(/no such outgoing/);
    });

    test("our client says unknown of a message that hangs, and its echo tells that it is out", async () => {
      const customer = ourPhone.customer("628222000014");
      world.simulator.behaviour.delaySendMs = 2300;
      const result = await ours.connection.send({ chatId: customer.id, text: "slow" }, sendOptions());
      expect(result.status).toBe("unknown");
      const echo = await ours.events.waitForMessage("slow");
      expect(echo).toMatchObject({ fromMe: true, stanzaId: (await customer.nextReply()).id });
    });
  });

  describe("15. a hidden id is never taken for a phone number", () => {
    const HIDDEN = { lid: "99887766554433", hidesNumber: true };

    test("the stock client gives the hidden id as the number", async () => {
      const message = await heardByStock(stockPhone.customer("628222000016", HIDDEN).sendText("who am I?"));
      expect((await message.getContact()).number).toBe(HIDDEN.lid);
    });

    test("our client gives no number, and knows the number of somebody who does not hide it", async () => {
      ourPhone.customer("628222000016", HIDDEN).sendText("who am I?");
      expect(await ours.events.waitForMessage("who am I?")).toMatchObject({ contactPhone: undefined });
      ourPhone.customer("628222000017", { lid: "99887766554434" }).sendText("and I?");
      expect(await ours.events.waitForMessage("and I?")).toMatchObject({ contactPhone: "628222000017" });
    });
  });

  describe("17. a file that is gone is told from one that may still come", () => {
    const sendTwo = (phone: Phone) => {
      const customer = phone.customer("628222000018");
      const [gone, reuploading] = [1, 2].map(() => customer.sendVoice(Buffer.alloc(500, 1)));
      world.simulator.media.setFault(gone!, { gone: "RESOLVED" });
      world.simulator.media.setFault(reuploading!, { gone: "REUPLOADING" });
      return { gone: gone!, reuploading: reuploading! };
    };

    test("the stock client gives nothing, not even an error, for both", async () => {
      const { gone, reuploading } = sendTwo(stockPhone);
      const files: (MessageMedia | undefined)[] = [];
      for (const wire of [gone, reuploading]) files.push(await (await heardByStock(wire)).downloadMedia());
      expect(files).toEqual([undefined, undefined]);
    });

    test("our client says that one is gone, and that the other can be tried again", async () => {
      const { gone, reuploading } = sendTwo(ourPhone);
      await ours.events.waitFor("message", ({ message }) => message.stanzaId === reuploading.id);
      const download = ({ chatId, id }: WireMessage) =>
        ours.connection.downloadMedia({ chatId, stanzaId: id, fromMe: false }, { maxBytes: 10_000, ...sendOptions() });
      expect(await download(gone)).toEqual({ status: "gone" });
      await expect(download(reuploading)).rejects.toThrow();
      world.simulator.media.setFault(reuploading, {});
      expect(await download(reuploading)).toMatchObject({ status: "downloaded" });
    });
  });
});

describe("18. a saved session survives a conflict and a start", () => {
  /** The library's remote strategy, over a store that only takes notes. */
  function aRemoteSession() {
    const deleted: string[] = [];
    const store = {
      sessionExists: async () => true,
      save: async () => {},
      extract: async () => Promise.reject(new Error("the store can't be reached")),
      delete: async ({ session }: { session: string }) => void deleted.push(session),
    };
    const folder = path.join(world.stock.folder, "remote");
    const auth = new wwebjs.RemoteAuth({ clientId: "t18", dataPath: folder, store, backupSyncIntervalMs: 60_000 });
    const profile = path.join(folder, "RemoteAuth-t18");
    return { auth, deleted, profile };
  }
  interface StrategyInternals {
    setup(client: unknown): void;
    beforeBrowserInitialized(): Promise<void>;
    disconnect(): Promise<void>;
  }

  test("the stock remote strategy wipes the profile before it has the copy, and deletes the copy at a conflict", async () => {
    const { auth, deleted, profile } = aRemoteSession();
    const strategy = auth as unknown as StrategyInternals;
    strategy.setup({ options: { puppeteer: {} } });
    await mkdir(profile, { recursive: true });
    await writeFile(path.join(profile, "session"), "the only one");
    await expect(strategy.beforeBrowserInitialized()).rejects.toThrow(/can't be reached/);
    await expect(readFile(path.join(profile, "session"))).rejects.toThrow();
    // What the client calls at every state it does not know, CONFLICT among them.
    await strategy.disconnect();
    expect(deleted).toEqual(["RemoteAuth-t18"]);
  });

  test("our client keeps profile and copy through a conflict", async () => {
    const phone = world.aPhone();
    await (await world.oursReady("t18", phone)).connection.stop();
    const copy = path.join(world.ours.sessionsDir, "snapshots", "t18");
    await vi.waitFor(() => access(copy), { timeout: 10_000 });
    const { connection, events } = await world.oursReady("t18", phone);
    phone.conflict();
    expect((await events.waitFor("closed")).reason.kind).toBe("conflict");
    await connection.stop();
    expect(await world.weHaveProfile("t18")).toBe(true);
    await access(copy);
    expect((await world.oursReady("t18", phone)).events.all("qr")).toEqual([]);
  });
});

describe("19. the library's version is pinned exactly", () => {
  const isExact = (version: string | undefined) => /^\d+\.\d+\.\d+$/.test(version ?? "");

  test("a range would let another version in unseen", () => {
    for (const range of ["^1.34.7", "~1.34.7", "1.x", "latest", ">=1.34.7"]) expect(isExact(range)).toBe(false);
  });

  test("the manifest names one version, and it is the one that is installed", async () => {
    const manifest = JSON.parse(await readFile("package.json", "utf8")) as { dependencies: Record<string, string> };
    const pinned = manifest.dependencies["whatsapp-web.js"];
    expect(isExact(pinned)).toBe(true);
    expect((await readSurfaces()).version).toBe(pinned);
  });
});
