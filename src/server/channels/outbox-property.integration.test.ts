import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { OutboxStatus } from "@/domain/messaging/outbox";
import { leases } from "@/server/db/schema";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMessage, anOutboxRow } from "@/test/factories";
import type { SendBehaviour } from "@/test/fake-whatsapp";
import { eventually } from "@/test/harness-per-test";
import type { ChannelManager } from "./manager";

let handle: TestDatabase;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

const FINAL: OutboxStatus[] = ["sent", "failed", "cancelled", "expired"];
const CUSTOMERS = 3;
/** A message may turn up in the chat long after its send was given up, but within the time an echo is waited for. */
const LATE_MS = 15_000;

type Happening =
  | { type: "reply"; customer: number; by: "bot" | "person"; expiresInMs: number }
  | { type: "says"; customer: number; word: "STOP" | "START" }
  | { type: "kill" | "hand_over" | "crash" | "offline" | "online" }
  | { type: "send"; behaviour: SendBehaviour | "late" }
  | { type: "wait"; ms: number };

const customer = fc.nat(CUSTOMERS - 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("reply"),
      customer,
      by: fc.constantFrom("bot", "bot", "person"),
      expiresInMs: fc.constantFrom(86_400_000, 86_400_000, 20_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("says"), customer, word: fc.constantFrom("STOP", "START") }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom("kill", "hand_over", "crash", "offline", "online") }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("send"),
      behaviour: fc.constantFrom("failed", "not_connected", "unknown_delivered", "unknown_lost", "hang", "late"),
    }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("wait"), ms: fc.constantFrom(500, 3000, 20_000) }) },
) as fc.Arbitrary<Happening>;

/** Lets what was set in motion come to its next step. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Replies in the outbox, whatever sends them, and a WhatsApp that remembers what customers really got. */
class World {
  readonly harness = new ChannelHarness(handle);
  readonly #chats: { accountId: string; conversationId: string; chatId: string }[] = [];
  #manager: ChannelManager | undefined;
  #count = 0;
  #wishes = 0;

  async begin(): Promise<void> {
    const { harness } = this;
    const accountId = await harness.createAccount();
    for (let i = 0; i < CUSTOMERS; i++) {
      const contact = await aContact(harness.db, { accountId });
      const chatId = `${contact.phoneNumber}@c.us`;
      const { id } = await aConversation(harness.db, { accountId, contactId: contact.id, chatId });
      await aMessage(harness.db, { accountId, conversationId: id, turnId: "told" });
      this.#chats.push({ accountId, conversationId: id, chatId });
    }
    this.#manager = await harness.aManager();
    await this.#manager.start(accountId);
    const isSweptUp = async () => expect((await harness.connection())?.inboundWatermark).not.toBeNull();
    await eventually(isSweptUp);
  }

  async happen(event: Happening): Promise<void> {
    const { harness } = this;
    switch (event.type) {
      case "reply":
        await this.#reply(event);
        break;
      case "says":
        this.#wishes++;
        harness.whatsApp.customerWrites(event.word, {
          chatId: this.#chats[event.customer]!.chatId,
          unseen: !this.#live,
        });
        break;
      case "kill":
        if (this.#manager) await harness.kill(this.#manager);
        this.#manager = await harness.aManager();
        break;
      case "hand_over":
        // The old process lives on, and does not know yet that another one has the account.
        await harness.db.update(leases).set({ expiresAt: new Date(0) });
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
        this.#willSend(event.behaviour);
        break;
      case "wait":
        await this.#pass(event.ms);
    }
    await breathe();
  }

  /**
   * Everything works again, and enough time passes for all that was begun to end. That includes what customers wrote
   * unseen: a wish that is swept up late queues a confirmation of its own.
   */
  async settle(): Promise<void> {
    const { harness } = this;
    harness.whatsApp.sends.length = 0;
    await vi.waitFor(
      async () => {
        this.#live?.events.online();
        await this.#pass(20_000);
        const wishes = (await harness.messages()).filter(({ body }) => body === "STOP" || body === "START");
        expect(wishes).toHaveLength(this.#wishes);
        expect((await harness.outbox()).filter(({ status }) => !FINAL.includes(status))).toEqual([]);
      },
      { interval: 2, timeout: 30_000 },
    );
    await harness.shutdown();
  }

  get #live() {
    return this.harness.whatsApp.connections.findLast(({ isStopped }) => !isStopped);
  }

  async #reply({ customer: index, by, expiresInMs }: Extract<Happening, { type: "reply" }>): Promise<void> {
    const { db, scheduler } = this.harness;
    const { chatId, ...key } = this.#chats[index]!;
    const conversation = (await this.harness.conversations()).find(({ id }) => id === key.conversationId)!;
    await anOutboxRow(db, {
      ...key,
      chatId,
      body: `reply ${++this.#count}`,
      ownershipEpoch: by === "bot" ? conversation.ownershipEpoch : null,
      nextAttemptAt: scheduler.now(),
      expiresAt: new Date(scheduler.now().getTime() + expiresInMs),
    });
  }

  #willSend(behaviour: SendBehaviour | "late"): void {
    const { whatsApp, scheduler } = this.harness;
    if (behaviour !== "late") whatsApp.sends.push(behaviour);
    else
      whatsApp.sends.push((message) => {
        scheduler.after(LATE_MS, () => whatsApp.deliver(message));
        return { status: "unknown", detail: "test" };
      });
  }

  async #pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 500) {
      this.harness.scheduler.advance(500);
      await breathe();
    }
  }
}

test("whatever sends do, processes die and leases change hands: each reply goes out at most once, in order, and ends", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40, size: "max" }), async (happenings) => {
      await truncateAll(handle);
      const world = new World();
      await world.begin();
      for (const event of happenings) await world.happen(event);
      await world.settle();

      const { harness } = world;
      const rows = await harness.outbox();
      expect(rows.filter(({ status }) => !FINAL.includes(status))).toEqual([]);
      // What customers got is exactly what the outbox says was sent. Only confirmations of an opt-out share their text.
      const sent = rows.filter(({ status }) => status === "sent");
      const got = harness.whatsApp.delivered;
      expect(got.map(({ text }) => text).sort()).toEqual(sent.map(({ body }) => body).sort());
      for (const chatId of new Set(rows.map((row) => row.chatId))) {
        const inOrder = sent.filter((row) => row.chatId === chatId).map(({ body }) => body);
        expect(got.filter((message) => message.chatId === chatId).map(({ text }) => text)).toEqual(inOrder);
      }
      // Why one was not sent is told; and nobody was taken for the owner on the phone.
      for (const { status, error } of rows) if (status !== "sent") expect(error).toBeTruthy();
      expect((await harness.messages()).filter(({ author }) => author === "phone")).toEqual([]);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 240_000);
