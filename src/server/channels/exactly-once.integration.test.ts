import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ChannelMessage } from "@/domain/messaging/message";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import type { SendBehaviour } from "@/test/fake-whatsapp";
import { eventually } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

let handle: TestDatabase;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

const CUSTOMERS = ["6281200000001", "6281200000002", "6281200000003"];

type Happening =
  | { type: "customer"; customer: number; byLid: boolean; isSeen: boolean }
  | { type: "again" }
  | { type: "owner"; customer: number; isSeen: boolean }
  | { type: "takeOver" | "giveBack" | "kill" | "crash" | "offline" | "online" }
  | { type: "send"; behaviour: SendBehaviour }
  | { type: "wait"; ms: number };

const customer = fc.nat(CUSTOMERS.length - 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant("customer"), customer, byLid: fc.boolean(), isSeen: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("again") }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("owner"), customer, isSeen: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom("takeOver", "giveBack", "kill", "crash", "offline", "online") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("send"),
      behaviour: fc.constantFrom("failed", "unknown_delivered", "unknown_lost", "hang"),
    }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("wait"), ms: fc.constantFrom(500, 3000, 20_000) }) },
) as fc.Arbitrary<Happening>;

/** A schedule of happenings carried out against Parley and a WhatsApp that remembers what customers really got. */
class World {
  readonly harness = new ChannelHarness(handle);
  readonly written: ChannelMessage[] = [];
  #manager: ChannelManager | undefined;
  #count = 0;

  async begin(): Promise<void> {
    await this.harness.createAccount();
    this.#manager = await this.harness.aManager();
    await this.#manager.start(this.harness.accountId);
    await eventually(() => expect(this.#live).toBeDefined());
    await eventually(async () => expect((await this.harness.connection())?.inboundWatermark).not.toBeNull());
  }

  async happen(event: Happening): Promise<void> {
    const { harness } = this;
    switch (event.type) {
      case "customer":
        this.#customerWrites(event);
        break;
      case "again":
        for (const message of this.written.slice(-3)) this.#live?.events.message({ ...message });
        break;
      case "owner": {
        const chatId = `${CUSTOMERS[event.customer]}@c.us`;
        harness.whatsApp.ownerWrites(`owner ${++this.#count}`, { chatId, unseen: !event.isSeen || !this.#live });
        break;
      }
      case "takeOver":
      case "giveBack":
        await this.#changeOwners(event.type);
        break;
      case "kill":
        if (this.#manager) await harness.kill(this.#manager);
        this.#manager = await harness.aManager();
        break;
      case "crash":
        this.#live?.closes("lost");
        break;
      case "offline":
        this.#live?.events.offline();
        break;
      case "online":
        this.#live?.events.online();
        break;
      case "send":
        harness.whatsApp.sends.push(event.behaviour);
        break;
      case "wait":
        await this.#pass(event.ms);
    }
    await breathe();
  }

  /** Everything works again, and enough time passes for all that was begun to end. */
  async settle(): Promise<void> {
    const { harness } = this;
    harness.whatsApp.sends.length = 0;
    await vi.waitFor(
      async () => {
        this.#live?.events.online();
        await this.#pass(20_000);
        await harness.inbound.enqueueWaiting();
        const stored = await harness.messages();
        expect(stored.filter(({ fromMe }) => !fromMe)).toHaveLength(this.written.length);
        expect(stored.filter(({ fromMe, turnId }) => !fromMe && turnId === null)).toEqual([]);
        const open = (await harness.outbox()).filter(({ status }) => ["queued", "sending", "unknown"].includes(status));
        expect(open).toEqual([]);
      },
      { interval: 2, timeout: 20_000 },
    );
    await harness.shutdown();
  }

  get #live() {
    return this.harness.whatsApp.connections.findLast(({ isStopped }) => !isStopped);
  }

  #customerWrites({ customer: index, byLid, isSeen }: Extract<Happening, { type: "customer" }>): void {
    const phone = CUSTOMERS[index]!;
    const lid = `99${phone}@lid`;
    const chatId = byLid ? lid : `${phone}@c.us`;
    const message = this.harness.whatsApp.customerWrites(`question ${++this.#count}`, {
      chatId,
      contactAliases: byLid ? [lid] : [chatId, lid],
      contactPhone: byLid ? undefined : phone,
      unseen: !isSeen || !this.#live,
    });
    this.written.push(message);
  }

  async #changeOwners(type: "takeOver" | "giveBack"): Promise<void> {
    for (const { accountId, id } of (await this.harness.conversations()).slice(0, 1)) {
      const change = type === "takeOver" ? this.harness.service.takeOver : this.harness.service.returnToBot;
      // It may just have been merged into another one.
      await change({ accountId, conversationId: id }).catch(() => undefined);
    }
  }

  async #pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 500) {
      this.harness.scheduler.advance(500);
      await breathe();
    }
    await this.harness.answerDue();
    await breathe();
  }
}

/** Lets what was set in motion come to its next step. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));

test("whatever happens, every message is stored once and in one turn, and every reply reaches its customer once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40, size: "max" }), async (happenings) => {
      await truncateAll(handle);
      const world = new World();
      await world.begin();
      for (const event of happenings) await world.happen(event);
      await world.settle();

      const { harness } = world;
      const stored = await harness.messages();
      const received = stored.filter(({ fromMe }) => !fromMe);
      expect(received.map(({ stanzaId }) => stanzaId).sort()).toEqual(
        world.written.map(({ stanzaId }) => stanzaId).sort(),
      );

      // The ledger adds up: each turn has messages, and each reply of the bot belongs to one turn.
      const turns = await harness.turns();
      expect(new Set(received.map(({ turnId }) => turnId))).toEqual(new Set(turns.map(({ id }) => id)));
      const replies = stored.filter(({ author }) => author === "bot");
      expect(replies.map(({ turnId }) => turnId).sort()).toEqual(
        turns
          .filter(({ reply }) => reply !== null)
          .map(({ id }) => id)
          .sort(),
      );

      // What customers got is what the outbox says was sent, each once, in the order of each chat.
      const rows = await harness.outbox();
      const sent = rows.filter(({ status }) => status === "sent");
      const texts = harness.whatsApp.delivered.map(({ text }) => text);
      expect([...texts].sort()).toEqual(sent.map(({ body }) => body).sort());
      expect(new Set(texts).size).toBe(texts.length);
      for (const conversationId of new Set(sent.map((row) => row.conversationId))) {
        const own = sent.filter((row) => row.conversationId === conversationId).map(({ body }) => body);
        expect(texts.filter((text) => own.includes(text))).toEqual(own);
      }
      // Nothing of our own was taken for the owner, and nothing of the owner for ours.
      for (const { body } of stored.filter(({ author }) => author === "phone")) expect(body).toMatch(/^owner /);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);
