import { expect, test, vi } from "vitest";
import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type { Inbound } from "@/server/conversations/inbound";
import { silentLogger } from "@/server/logger";
import { FakeScheduler } from "@/test/fake-scheduler";
import { Mailbox } from "./mailbox";

const at = new Date("2026-03-01T10:00:00Z");
const aMessage = (stanzaId: string, fromMe = false): ChannelMessage => ({
  stanzaId,
  fromMe,
  chatId: "1@c.us",
  chatKind: "direct",
  kind: "text",
  body: "hello",
  sentAt: at,
  contactAliases: [],
  contactName: undefined,
  contactPhone: undefined,
  isBacklog: false,
});
const of = (stanzaId: string) => ({ stanzaId, fromMe: false, chatId: "1@c.us", at });
const edited = (stanzaId: string, body: string): MessageChange => ({ ...of(stanzaId), type: "edited", body });

/** An inbox that remembers in which order it was told what. */
class FakeInbound implements Inbound {
  readonly log: string[] = [];
  readonly #known = new Set<string>();
  failures = 0;

  async receive(_accountId: string, { stanzaId, fromMe }: ChannelMessage) {
    await this.#work();
    this.#known.add(`${fromMe}:${stanzaId}`);
    this.log.push(`message ${stanzaId}`);
    return { kind: "stored" as const, conversationId: "c" };
  }
  async change(_accountId: string, change: MessageChange) {
    await this.#work();
    if (!this.#known.has(`${change.fromMe}:${change.stanzaId}`)) return false;
    this.log.push(`${change.type} ${change.stanzaId}${change.type === "edited" ? ` ${change.body}` : ""}`);
    return true;
  }
  async acknowledge(_accountId: string, { stanzaId, level }: { stanzaId: string; level: AckLevel }) {
    await this.#work();
    if (!this.#known.has(`true:${stanzaId}`)) return false;
    this.log.push(`${level} ${stanzaId}`);
    return true;
  }
  async enqueueWaiting() {}

  async #work(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("the database is away");
    }
  }
}

function aMailbox() {
  const inbound = new FakeInbound();
  const scheduler = new FakeScheduler();
  const ending = new AbortController();
  const onMissed = vi.fn();
  const mailbox = new Mailbox({
    accountId: "acc",
    inbound,
    scheduler,
    logger: silentLogger(),
    sends: { isSending: () => false, settled: async () => {} },
    signal: ending.signal,
    onMissed,
  });
  return { mailbox, inbound, scheduler, ending, onMissed };
}

test("messages and what happens to them are stored in the order they came", async () => {
  const { mailbox, inbound } = aMailbox();
  mailbox.message(aMessage("a"));
  mailbox.change(edited("a", "two"));
  mailbox.message(aMessage("b"));
  mailbox.change(edited("a", "three"));
  mailbox.change({ ...of("b"), type: "deleted" });
  await mailbox.idle();
  expect(inbound.log).toEqual(["message a", "edited a two", "message b", "edited a three", "deleted b"]);
});

test("what overtakes its message is kept and carried out in order when the message arrives", async () => {
  const { mailbox, inbound } = aMailbox();
  mailbox.change(edited("a", "two"));
  mailbox.change({ ...of("a"), type: "reaction", by: "customer", emoji: "👍" });
  mailbox.change(edited("a", "three"));
  mailbox.message(aMessage("b"));
  await mailbox.idle();
  expect(inbound.log).toEqual(["message b"]);
  mailbox.message(aMessage("a"));
  await mailbox.idle();
  expect(inbound.log.slice(1)).toEqual(["message a", "edited a two", "reaction a", "edited a three"]);
});

test("a customer's message and one of ours with the same id are two", async () => {
  const { mailbox, inbound } = aMailbox();
  mailbox.change(edited("a", "two"));
  mailbox.message(aMessage("a", true));
  await mailbox.idle();
  expect(inbound.log).toEqual(["message a"]);
});

test("news of a reply waits until its send has told its id, or a sweep has found it", async () => {
  const { mailbox, inbound } = aMailbox();
  mailbox.ack({ stanzaId: "a", level: "delivered" });
  mailbox.ack({ stanzaId: "a", level: "read" });
  mailbox.change({ ...of("a"), fromMe: true, type: "reaction", by: "customer", emoji: "👍" });
  await mailbox.idle();
  await inbound.receive("acc", aMessage("a", true));
  mailbox.arrived({ stanzaId: "a", fromMe: true });
  await mailbox.idle();
  expect(inbound.log).toEqual(["message a", "delivered a", "read a", "reaction a"]);
});

test("news that could not be written when its message came is written later, still in order", async () => {
  const { mailbox, inbound, scheduler } = aMailbox();
  mailbox.change(edited("a", "two"));
  mailbox.change(edited("a", "three"));
  await mailbox.idle();
  mailbox.message(aMessage("a"));
  await vi.waitFor(() => expect(inbound.log).toContain("message a"), { interval: 0 });
  inbound.failures = 1;
  await vi.waitFor(() => {
    scheduler.advance(1000);
    expect(inbound.log.filter((line) => line.startsWith("edited"))).toEqual(["edited a two", "edited a three"]);
  });
});

test("while the database is away everything waits in line, and what can't be stored has to be swept up", async () => {
  const { mailbox, inbound, scheduler, onMissed } = aMailbox();
  inbound.failures = 2;
  mailbox.message(aMessage("a"));
  mailbox.change(edited("a", "two"));
  await vi.waitFor(() => {
    scheduler.advance(1000);
    expect(inbound.log).toEqual(["message a", "edited a two"]);
  });
  expect(onMissed).not.toHaveBeenCalled();
  inbound.failures = 4;
  mailbox.message(aMessage("b"));
  await vi.waitFor(() => {
    scheduler.advance(5000);
    expect(onMissed).toHaveBeenCalledOnce();
  });
});

test("nothing is stored any more once the connection has ended", async () => {
  const { mailbox, inbound, ending } = aMailbox();
  ending.abort();
  mailbox.message(aMessage("a"));
  await mailbox.idle();
  expect(inbound.log).toEqual([]);
});
