import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call, Message, Reaction } from "whatsapp-web.js";
import type { Customer } from "./customer";
import type { Phone } from "./phone";
import type { WireMessage } from "./protocol";
import { StockHarness, type StockSession } from "./stock-client";

/** The library's types leave the raw data out. */
type RawMessage = Message & { rawData: Record<string, unknown> };

describe("what the simulated page tells the library as it comes", () => {
  let harness: StockHarness;
  let stock: StockSession;
  let phone: Phone;
  let customer: Customer;

  beforeAll(async () => {
    harness = await StockHarness.create();
    phone = harness.simulator.phone("628111000111");
    customer = phone.customer("628222000222", { name: "Budi", lid: "990022" });
    stock = await harness.ready("events", phone);
  });
  afterAll(async () => {
    await harness.close();
    harness.simulator.assertNoReports();
  });

  const told = async (message: WireMessage) => {
    const [found] = await stock.waitFor<[RawMessage]>("message_create", ({ id }) => id.id === message.id);
    return found;
  };

  test("a customer's reaction, another in its place, and taking it back", async () => {
    const message = customer.sendText("nice?");
    await told(message);
    customer.react(message, "👍");
    customer.react(message, "❤️");
    customer.unreact(message);
    await stock.waitFor<[Reaction]>("message_reaction", ({ reaction }) => reaction === "");
    const reactions = stock.all("message_reaction").map(([reaction]) => reaction as Reaction);
    expect(reactions.map(({ reaction }) => reaction)).toEqual(["👍", "❤️", ""]);
    expect(reactions[0]).toMatchObject({ senderId: customer.id, msgId: { id: message.id, fromMe: false } });
  });

  test("the owner's reaction on the phone carries the business's id", async () => {
    const message = customer.sendText("thanks!");
    await told(message);
    phone.react(message, "🙏");
    const [reaction] = await stock.waitFor<[Reaction]>("message_reaction", (one) => one.reaction === "🙏");
    expect(reaction).toMatchObject({ senderId: phone.id, id: { fromMe: true } });
    const [list] = (await (await told(message)).reload().then((fresh) => fresh?.getReactions())) ?? [];
    expect(list).toMatchObject({ aggregateEmoji: "🙏", hasReactionByMe: true });
  });

  test("an edit by the customer, and one by the owner on the phone", async () => {
    const message = customer.sendText("at nine");
    await told(message);
    customer.edit(message, "at ten");
    const [edited, next, previous] = await stock.waitFor<[RawMessage, string, string]>("message_edit");
    expect([edited.id.id, next, previous]).toEqual([message.id, "at ten", "at nine"]);
    expect(edited.rawData.latestEditSenderTimestampMs).toBeGreaterThan(Date.now() - 60_000);
    const own = phone.say(customer, "see you");
    await told(own);
    phone.edit(own, "see you there");
    await stock.waitFor<[RawMessage, string]>("message_edit", ({ id }, body) => id.fromMe && body === "see you there");
  });

  test("a message deleted for everyone names the message it was", async () => {
    const message = customer.sendText("oops");
    await told(message);
    customer.revoke(message);
    const [revoked] = await stock.waitFor<[RawMessage]>("message_revoke_everyone", ({ id }) => id.id === message.id);
    expect(revoked).toMatchObject({ type: "revoked", body: "" });
    expect(revoked.rawData.protocolMessageKey).toMatchObject({ id: message.id });
  });

  test("an answer to a message carries the message it answers", async () => {
    const question = phone.say(customer, "red or blue?");
    const answer = await told(customer.sendText("blue", { quoting: question }));
    expect(answer).toMatchObject({ hasQuotedMsg: true });
    expect(answer.rawData).toMatchObject({ quotedStanzaID: question.id, quotedMsg: { body: "red or blue?" } });
    expect((await answer.getQuotedMessage()).body).toBe("red or blue?");
  });

  test.each(["number", "lid"] as const)("a group's message mentions the business by its %s", async (mentioning) => {
    const message = await told(phone.group("Neighbours").sendText(customer, "@you there?", { mentioning }));
    expect(message.mentionedIds.map(String)).toEqual([mentioning === "lid" ? phone.lidId : phone.id]);
    expect(message.author).toBe(customer.id);
  });

  test("a call rings, by voice and by video", async () => {
    const { id } = customer.call({ isVideo: true });
    const [call] = await stock.waitFor<[Call & { id: string }]>("call", (one) => one.id === id);
    expect(call).toMatchObject({ from: customer.id, isVideo: true, isGroup: false, fromMe: false });
    const missed = customer.call({ leavesEntry: true });
    await stock.waitFor<[Call & { id: string }]>("call", (one) => one.id === missed.id && !one.isVideo);
    expect((await told(customer.messages.at(-1)!)).type).toBe("call_log");
  });

  test("files: whole, large, slow, failing once, broken off, and gone in every way WhatsApp has", async () => {
    const bytes = Buffer.alloc(3_000_000, 7);
    const send = () => customer.sendDocument(bytes, { filename: "big.bin", mimetype: "application/octet-stream" });
    const { media } = harness.simulator;
    const whole = await (await told(send())).downloadMedia();
    expect(whole).toMatchObject({ filename: "big.bin", filesize: 3_000_000 });
    expect(Buffer.from(whole.data, "base64").equals(bytes)).toBe(true);

    for (const gone of ["RESOLVED", "ERROR_MISSING", "REUPLOADING"] as const) {
      const message = send();
      media.setFault(message, { gone });
      expect(await (await told(message)).downloadMedia(), gone).toBeUndefined();
    }
    const flaky = send();
    media.setFault(flaky, { failures: 1, delayMs: 50 });
    await expect((await told(flaky)).downloadMedia()).rejects.toThrow(/503/);
    expect(await (await told(flaky)).downloadMedia()).toMatchObject({ filesize: 3_000_000 });
    const broken = send();
    media.setFault(broken, { breaksAfterBytes: 1000 });
    await expect((await told(broken)).downloadMedia()).rejects.toThrow();
  });

  test("what happened to messages while the network was away is told when it is back", async () => {
    const [kept, changed, deleted] = [customer.sendText("kept"), customer.sendText("first"), customer.sendText("gone")];
    await told(deleted);
    harness.simulator.behaviour.down = true;
    phone.dropConnections();
    await stock.waitFor("change_state", (state: string) => state === "TIMEOUT");
    customer.edit(changed, "second");
    customer.revoke(deleted);
    customer.react(kept, "👀");
    const late = customer.sendText("meanwhile");
    harness.simulator.behaviour.down = false;
    await told(late);
    await stock.waitFor<[RawMessage]>("message_edit", ({ body }) => body === "second");
    await stock.waitFor<[RawMessage]>("message_revoke_everyone", ({ id }) => id.id === deleted.id);
    await stock.waitFor<[Reaction]>("message_reaction", ({ reaction }) => reaction === "👀");
  });
});
