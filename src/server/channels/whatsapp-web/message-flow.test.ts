import { describe, expect, test, vi } from "vitest";
import { silentLogger } from "@/server/logger";
import { EventRecorder } from "../event-recorder";
import { ContactDirectory } from "./contact-directory";
import { MessageFlow } from "./message-flow";

const aRaw = (id: string, fields: Record<string, unknown> = {}) => ({
  id: { fromMe: false, remote: "628111@c.us", id },
  type: "chat",
  body: id,
  t: 1_777_000_000,
  ...fields,
});
const own = (id: string, ack: number) => aRaw(id, { id: { fromMe: true, remote: "628111@c.us", id }, ack });
const key = (id: string) => ({ fromMe: true, remote: "628111@c.us", id });

function aFlow(lookUp: () => Promise<{ phone?: string }> = async () => ({})) {
  const events = new EventRecorder();
  const flow = new MessageFlow(events, new ContactDirectory(lookUp, 50), (_, { body }) => body === "A", silentLogger());
  const bodies = () => events.all("message").map(({ message }) => message.body);
  return { flow, events, bodies };
}

test("a message that comes twice is handed on once, an own one with the same id is another", async () => {
  const { flow, bodies } = aFlow();
  flow.take({ kind: "message", message: aRaw("A") });
  flow.take({ kind: "message", message: aRaw("A") });
  flow.take({ kind: "message", message: own("A", 1) });
  flow.take({ kind: "message", message: aRaw("B") });
  await vi.waitFor(() => expect(bodies()).toEqual(["A", "A", "B"]));
});

test("messages of a chat keep their order however long the first one's contact takes", async () => {
  let answer = (_: { phone?: string }) => {};
  const { flow, bodies } = aFlow(() => new Promise((resolve) => (answer = resolve)));
  flow.take({ kind: "message", message: aRaw("first") });
  flow.take({ kind: "message", message: aRaw("second") });
  await vi.waitFor(() => expect(answer).not.toBeUndefined());
  answer({ phone: "628111@c.us" });
  await vi.waitFor(() => expect(bodies()).toEqual(["first", "second"]));
});

test("a contact that is never found does not keep its message", async () => {
  const { flow, bodies } = aFlow(() => new Promise(() => {}));
  flow.take({ kind: "message", message: aRaw("A") });
  await vi.waitFor(() => expect(bodies()).toEqual(["A"]));
});

test("an own message is no echo before WhatsApp has it, and comes before its ack", async () => {
  const { flow, events } = aFlow();
  flow.take({ kind: "message", message: own("A", 0) });
  flow.take({ kind: "message", message: aRaw("B") });
  await events.waitForMessage("B");
  flow.take({ kind: "ack", id: key("A"), ack: 1 });
  await events.waitFor("ack");
  expect(events.events.map((event) => (event.name === "message" ? event.message.body : event.name))).toEqual([
    "B",
    "A",
    "ack",
  ]);
});

test("an own message that was refused never becomes an echo", async () => {
  const { flow, events, bodies } = aFlow();
  flow.take({ kind: "message", message: own("A", 0) });
  flow.take({ kind: "ack", id: key("A"), ack: -1 });
  flow.take({ kind: "ack", id: key("A"), ack: 1 });
  await events.waitFor("ack", ({ level }) => level === "sent");
  expect(bodies()).toEqual([]);
});

test("an own message that nobody here sends is the owner's, and out whatever its ack says", async () => {
  const { flow, bodies } = aFlow();
  flow.take({ kind: "message", message: own("from the phone", 0) });
  await vi.waitFor(() => expect(bodies()).toEqual(["from the phone"]));
});

test("acks of the customer's messages are nobody's business", async () => {
  const { flow, events } = aFlow();
  flow.take({ kind: "ack", id: { ...key("A"), fromMe: false }, ack: 3 });
  flow.take({ kind: "message", message: aRaw("B") });
  await events.waitForMessage("B");
  expect(events.all("ack")).toEqual([]);
});

test("an entry whose id can't be read is left out without harm", async () => {
  const { flow, events, bodies } = aFlow();
  flow.take({ kind: "message", message: { type: "chat", body: "lost" } });
  flow.take({ kind: "message", message: aRaw("B") });
  await events.waitForMessage("B");
  expect(bodies()).toEqual(["B"]);
});

const inGroup = (id: string, fields: Record<string, unknown> = {}) =>
  aRaw(id, { id: { fromMe: false, remote: "1203@g.us", id, participant: "628111@c.us" }, ...fields });

test("of groups only what mentions this number is told; statuses, newsletters and broadcasts never, nor looked up", async () => {
  const lookUp = vi.fn(async () => ({}));
  const { flow, events, bodies } = aFlow(lookUp);
  for (const remote of ["status@broadcast", "12@newsletter", "34@broadcast", "0@c.us"])
    flow.take({ kind: "message", message: aRaw("A", { id: { fromMe: false, remote, id: remote }, mentionsMe: true }) });
  flow.take({ kind: "message", message: inGroup("chatter") });
  flow.take({ kind: "message", message: inGroup("@us", { mentionsMe: true }) });
  await events.waitForMessage("@us");
  expect(bodies()).toEqual(["@us"]);
  expect(lookUp).not.toHaveBeenCalled();
});

test("what the bot says in a group is echoed, what the owner says there is not", async () => {
  const { flow, bodies } = aFlow();
  const ownInGroup = (id: string) => inGroup(id, { id: { fromMe: true, remote: "1203@g.us", id }, ack: 1 });
  flow.take({ kind: "message", message: ownInGroup("of the owner") });
  flow.take({ kind: "message", message: ownInGroup("A") });
  await vi.waitFor(() => expect(bodies()).toEqual(["A"]));
});

describe("changes", () => {
  const changes = (events: EventRecorder) => events.all("change").map(({ change }) => change);

  test("come after the message they happened to, however long its contact takes", async () => {
    const lookedUp = Promise.withResolvers<object>();
    const { flow, events } = aFlow(() => lookedUp.promise);
    flow.take({ kind: "message", message: aRaw("A") });
    const edited = aRaw("A", { body: "a better A", latestEditSenderTimestampMs: 1_777_000_009_000 });
    flow.take({ kind: "edited", message: edited, hadText: true });
    flow.take({ kind: "revoked", message: aRaw("A", { type: "revoked" }) });
    lookedUp.resolve({});
    await events.waitFor("change", ({ change }) => change.type === "deleted");
    expect(events.events.map(({ name }) => name)).toEqual(["message", "change", "change"]);
    expect(changes(events)[0]).toEqual({
      stanzaId: "A",
      fromMe: false,
      chatId: "628111@c.us",
      at: new Date(1_777_000_009_000),
      type: "edited",
      body: "a better A",
    });
  });

  test("words that could be read only now are no edit", async () => {
    const { flow, events } = aFlow();
    flow.take({ kind: "edited", message: aRaw("A"), hadText: false });
    flow.take({ kind: "message", message: aRaw("B") });
    await events.waitForMessage("B");
    expect(changes(events)).toEqual([]);
  });

  test.each(["revoked", "protocol"])(
    "a message that was taken back before it was seen is a change (%s)",
    async (type) => {
      const { flow, events, bodies } = aFlow();
      const protocolMessageKey = { fromMe: false, remote: "628111@c.us", id: "original" };
      flow.take({ kind: "message", message: aRaw("X", { type, subtype: "sender_revoke", protocolMessageKey }) });
      await events.waitFor("change");
      expect(changes(events)).toMatchObject([{ type: "deleted", stanzaId: "original", fromMe: false }]);
      expect(bodies()).toEqual([]);
    },
  );

  test.each([
    { fromMe: false, text: "👍", by: "customer", emoji: "👍" },
    { fromMe: true, text: "👍", by: "business", emoji: "👍" },
    { fromMe: false, text: "", by: "customer", emoji: null },
  ])("a reaction $text of the $by", async ({ fromMe, text, by, emoji }) => {
    const { flow, events } = aFlow();
    const id = { fromMe, remote: "628111@c.us", id: "R" };
    flow.take({ kind: "reaction", id, parentId: "true_628111@c.us_3EB0", text, seconds: 1_777_000_000 });
    await events.waitFor("change");
    expect(changes(events)).toEqual([
      {
        ...{ type: "reaction", stanzaId: "3EB0", fromMe: true, chatId: "628111@c.us", by, emoji },
        at: new Date(1_777_000_000_000),
      },
    ]);
  });

  test("in a group only what was told has a story", async () => {
    const { flow, events } = aFlow();
    flow.take({ kind: "message", message: inGroup("@us", { mentionsMe: true }) });
    for (const id of ["chatter", "@us"]) flow.take({ kind: "revoked", message: inGroup(id, { type: "revoked" }) });
    await events.waitFor("change");
    expect(changes(events)).toMatchObject([{ type: "deleted", stanzaId: "@us" }]);
  });
});

test("a call is told once, at whatever step of it the page tells it again", async () => {
  const { flow, events } = aFlow();
  const call = { kind: "call", id: "CALL1", chatId: "628111@c.us", isVideo: false } as const;
  for (const event of [call, call, { ...call, chatId: "1203@g.us", id: "CALL2" }]) flow.take(event);
  flow.take({ kind: "message", message: aRaw("B") });
  await events.waitForMessage("B");
  expect(events.all("message").map(({ message }) => message.stanzaId)).toEqual(["CALL1", "B"]);
});
