import { expect, test, vi } from "vitest";
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
  const flow = new MessageFlow(events, new ContactDirectory(lookUp, 50), (text) => text === "A", silentLogger());
  const bodies = () => events.all("message").map(({ message }) => message.body);
  return { flow, events, bodies };
}

test("a message that comes twice is handed on once, an own one with the same id is another", async () => {
  const { flow, bodies } = aFlow();
  flow.receive(aRaw("A"));
  flow.receive(aRaw("A"));
  flow.receive(own("A", 1));
  flow.receive(aRaw("B"));
  await vi.waitFor(() => expect(bodies()).toEqual(["A", "A", "B"]));
});

test("messages of a chat keep their order however long the first one's contact takes", async () => {
  let answer = (_: { phone?: string }) => {};
  const { flow, bodies } = aFlow(() => new Promise((resolve) => (answer = resolve)));
  flow.receive(aRaw("first"));
  flow.receive(aRaw("second"));
  await vi.waitFor(() => expect(answer).not.toBeUndefined());
  answer({ phone: "628111@c.us" });
  await vi.waitFor(() => expect(bodies()).toEqual(["first", "second"]));
});

test("a contact that is never found does not keep its message", async () => {
  const { flow, bodies } = aFlow(() => new Promise(() => {}));
  flow.receive(aRaw("A"));
  await vi.waitFor(() => expect(bodies()).toEqual(["A"]));
});

test("an own message is no echo before WhatsApp has it, and comes before its ack", async () => {
  const { flow, events } = aFlow();
  flow.receive(own("A", 0));
  flow.receive(aRaw("B"));
  await events.waitForMessage("B");
  flow.acknowledge(key("A"), 1);
  await events.waitFor("ack");
  expect(events.events.map((event) => (event.name === "message" ? event.message.body : event.name))).toEqual([
    "B",
    "A",
    "ack",
  ]);
});

test("an own message that was refused never becomes an echo", async () => {
  const { flow, events, bodies } = aFlow();
  flow.receive(own("A", 0));
  flow.acknowledge(key("A"), -1);
  flow.acknowledge(key("A"), 1);
  await events.waitFor("ack", ({ level }) => level === "sent");
  expect(bodies()).toEqual([]);
});

test("an own message that nobody here sends is the owner's, and out whatever its ack says", async () => {
  const { flow, bodies } = aFlow();
  flow.receive(own("from the phone", 0));
  await vi.waitFor(() => expect(bodies()).toEqual(["from the phone"]));
});

test("acks of the customer's messages are nobody's business", async () => {
  const { flow, events } = aFlow();
  flow.acknowledge({ ...key("A"), fromMe: false }, 3);
  flow.receive(aRaw("B"));
  await events.waitForMessage("B");
  expect(events.all("ack")).toEqual([]);
});

test("an entry whose id can't be read is left out without harm", async () => {
  const { flow, events, bodies } = aFlow();
  flow.receive({ type: "chat", body: "lost" });
  flow.receive(aRaw("B"));
  await events.waitForMessage("B");
  expect(bodies()).toEqual(["B"]);
});
