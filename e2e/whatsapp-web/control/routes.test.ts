import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startWhatsAppSimulator } from "../server";

const BUSINESS = "628111000111";
const CUSTOMER = "628120000001";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWhatsAppSimulator({ controlPort: 0 });
  simulator.phone(BUSINESS).customer(CUSTOMER, { name: "Rina" });
});
afterAll(() => simulator.close());

async function api(pathname: string, body?: unknown) {
  const response = await fetch(`${simulator.controlUrl}/api${pathname}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, value: text === "" ? undefined : JSON.parse(text) };
}
const asCustomer = `/phones/${BUSINESS}/customers/${CUSTOMER}`;

test("a customer writes, answers a message, edits it, and both sides react", async () => {
  const { value: question } = await api(`/phones/${BUSINESS}/say`, { customer: CUSTOMER, text: "red or blue?" });
  const { value: answer } = await api(`${asCustomer}/messages`, { kind: "text", text: "bleu", quoting: question.id });
  await api(`${asCustomer}/messages/${answer.id}/edit`, { text: "blue" });
  await api(`${asCustomer}/messages/${question.id}/reaction`, { emoji: "👍" });
  await api(`/phones/${BUSINESS}/messages/${answer.id}/reaction`, { emoji: "❤️" });
  const { value: messages } = await api(`${asCustomer}/messages`);
  expect(messages).toMatchObject([
    { text: "red or blue?", fromBusiness: true, reactions: [{ emoji: "👍", fromBusiness: false }], quoted: null },
    {
      text: "blue",
      editedAt: expect.any(String),
      reactions: [{ emoji: "❤️", fromBusiness: true }],
      quoted: { fromBusiness: true, text: "red or blue?" },
    },
  ]);
  await api(`${asCustomer}/messages/${question.id}/reaction`, { emoji: "" });
  await api(`${asCustomer}/messages/${answer.id}/delete`, {});
  expect((await api(`${asCustomer}/messages`)).value).toMatchObject([{ reactions: [] }, { type: "revoked", text: "" }]);
});

test("every kind of message can be sent, and a call leaves its entry", async () => {
  const base64 = Buffer.from("bytes").toString("base64");
  const bodies = [
    { kind: "image", base64, caption: "look" },
    { kind: "video", base64 },
    { kind: "voice", base64, durationSeconds: 7 },
    { kind: "sticker", base64 },
    { kind: "document", base64, filename: "order.pdf", mimetype: "application/pdf" },
    { kind: "location", latitude: -6.2, longitude: 106.8, description: "Jalan Merdeka 1" },
    { kind: "contact", name: "Sari", number: "628555000111" },
  ];
  const types: string[] = [];
  for (const body of bodies) types.push((await api(`${asCustomer}/messages`, body)).value.type);
  expect(types).toEqual(["image", "video", "ptt", "sticker", "document", "location", "vcard"]);
  await api(`${asCustomer}/call`, { isVideo: true });
  expect((await api(`${asCustomer}/messages`)).value.at(-1)).toMatchObject({ type: "call_log" });
});

test("a group's message can mention the business", async () => {
  const path = `/phones/${BUSINESS}/groups/Neighbours/messages`;
  const { value } = await api(path, { from: CUSTOMER, text: "@you", mentioning: "lid" });
  expect(value.mentionedJidList).toEqual([`7${BUSINESS}@lid`]);
});

test("files can be made to fail, messages without one can't", async () => {
  const phone = simulator.phone(BUSINESS);
  const withFile = phone.log.find(({ directPath }) => directPath)!;
  await api(`/phones/${BUSINESS}/messages/${withFile.id}/media-fault`, { gone: "REUPLOADING", delayMs: 5 });
  expect(simulator.media.faultOf(withFile.directPath!)).toEqual({ gone: "REUPLOADING", delayMs: 5 });
  const { value: text } = await api(`${asCustomer}/messages`, { kind: "text", text: "hi" });
  expect((await api(`/phones/${BUSINESS}/messages/${text.id}/media-fault`, {})).status).toBe(409);
});

test("knobs and a phone's settings are read and set; wrong ones are refused", async () => {
  await api("/behaviour", { keySpelling: "$1", overlayAtLogin: "blocks" });
  expect((await api("/behaviour")).value).toMatchObject({ keySpelling: "$1", overlayAtLogin: "blocks", down: false });
  expect((await api("/behaviour", { nonsense: true })).status).toBe(400);
  await api(`/phones/${BUSINESS}/settings`, { passkey: "both", refusesLinking: true });
  expect((await api(`/phones/${BUSINESS}`)).value).toMatchObject({ passkey: "both", refusesLinking: true, walls: [] });
  expect((await api(`/phones/${BUSINESS}/passkey/confirm`, {})).status).toBe(409);
  expect((await api(`/phones/${BUSINESS}/pairing-code`, { code: "ABCD1234" })).status).toBe(409);
  expect((await api(`/phones/${BUSINESS}/messages/unknown/edit`, { text: "x" })).status).toBe(404);
});
