import { describe, expect, test } from "vitest";
import { ackLevelOf, type ChatContact, callOf, normaliseMessage, type RawMessage } from "./normalise";

const NOBODY: ChatContact = { aliases: [], phone: undefined, savedName: undefined, ownName: undefined };
const receivedAt = new Date("2026-05-01T10:00:00Z");
const aRaw = (fields: RawMessage = {}): RawMessage => ({
  id: { fromMe: false, remote: "628111@c.us", id: "3A01" },
  type: "chat",
  body: "hello",
  t: 1_777_000_000,
  notifyName: "Budi",
  ...fields,
});
const normalise = (raw: RawMessage, contact = NOBODY) =>
  normaliseMessage(raw, { contact, receivedAt, isBacklog: false });

test("a text message becomes the channel's message", () => {
  expect(normalise(aRaw())).toEqual({
    stanzaId: "3A01",
    chatId: "628111@c.us",
    chatKind: "direct",
    fromMe: false,
    kind: "text",
    body: "hello",
    sentAt: new Date(1_777_000_000_000),
    contactAliases: ["628111@c.us"],
    contactName: "Budi",
    contactPhone: "628111",
    isBacklog: false,
  });
});

test("a key spelled `$1` gives the same message", () => {
  const renamed = aRaw({ id: { fromMe: false, remote: { user: "628111", server: "c.us" }, id: "3A01", $1: "x" } });
  expect(normalise(renamed)).toEqual(normalise(aRaw()));
});

test("a hidden number stays absent, and every known id is an alias once", () => {
  const raw = aRaw({ id: { fromMe: false, remote: "99@lid", id: "3A01" } });
  expect(normalise(raw)).toMatchObject({ contactPhone: undefined, contactAliases: ["99@lid"] });
  const known = { ...NOBODY, aliases: ["99@lid", "628111@c.us"], phone: "628111" };
  expect(normalise(raw, known)).toMatchObject({
    contactPhone: "628111",
    contactAliases: ["99@lid", "628111@c.us"],
  });
});

test("the owner's phone book names a contact before the contact itself does", () => {
  expect(normalise(aRaw(), { ...NOBODY, savedName: "Budi (florist)" })?.contactName).toBe("Budi (florist)");
});

test("the sender's name of an own message is not the customer's", () => {
  const own = aRaw({ id: { fromMe: true, remote: "628111@c.us", id: "3E" }, notifyName: "My shop" });
  expect(normalise(own)?.contactName).toBeUndefined();
});

describe("kinds", () => {
  test.each([
    ["chat", "text"],
    ["ptt", "voice"],
    ["audio", "audio"],
    ["image", "image"],
    ["video", "video"],
    ["sticker", "sticker"],
    ["document", "document"],
    ["location", "location"],
    ["live_location", "location"],
    ["vcard", "contact"],
    ["multi_vcard", "contact"],
    ["poll_creation", "other"],
    ["something_new", "other"],
  ])("%s is %s", (type, kind) => expect(normalise(aRaw({ type }))?.kind).toBe(kind));

  test.each(["e2e_notification", "gp2", "call_log", "ciphertext", "protocol"])("%s is no message", (type) =>
    expect(normalise(aRaw({ type }))).toBeUndefined(),
  );
});

describe("words", () => {
  test("a picture's thumbnail is not taken for text, its caption is", () => {
    expect(normalise(aRaw({ type: "image", body: "/9j/4AAQ" }))?.body).toBe("");
    expect(normalise(aRaw({ type: "image", body: "/9j/4AAQ", caption: "this one?" }))?.body).toBe("this one?");
  });
  test("a location's map picture is not taken for text", () => {
    expect(normalise(aRaw({ type: "location", body: "/9j/4AAQ", loc: "Main street 1" }))?.body).toBe("Main street 1");
  });
  test("a contact card is its name, not its source", () => {
    const card = aRaw({ type: "vcard", body: "BEGIN:VCARD", vcardFormattedName: "Sari" });
    expect(normalise(card)?.body).toBe("Sari");
  });
  test("a zero character, which databases refuse, is left out", () => {
    expect(normalise(aRaw({ body: "a\0b" }))?.body).toBe("ab");
  });
});

describe("files", () => {
  test("a voice note is described by what its sender's phone declared, its type without parameters", () => {
    const voice = normalise(aRaw({ type: "ptt", mimetype: "Audio/OGG; codecs=opus", size: 2048, duration: "7" }));
    expect(voice?.media).toEqual({
      mimeType: "audio/ogg",
      fileName: undefined,
      sizeBytes: 2048,
      durationSeconds: 7,
    });
  });
  test("a document has a name, a text has no file", () => {
    const document = aRaw({ type: "document", filename: "menu.pdf", mimetype: "application/pdf", size: Number.NaN });
    expect(normalise(document)?.media).toMatchObject({ fileName: "menu.pdf", sizeBytes: undefined });
    expect(normalise(aRaw())).not.toHaveProperty("media");
  });
});

describe("places and cards", () => {
  test("a location has its coordinates and its name", () => {
    const place = aRaw({ type: "location", lat: -6.2, lng: "106.8", loc: "Main street 1", body: "/9j/4AAQ" });
    expect(normalise(place)?.details).toEqual({
      type: "location",
      latitude: -6.2,
      longitude: 106.8,
      name: "Main street 1",
    });
  });
  test("a location without coordinates is told without them", () => {
    const place = normalise(aRaw({ type: "live_location", lat: "nowhere" }));
    expect(place).toMatchObject({ kind: "location" });
    expect(place?.details).toBeUndefined();
  });
  const card = (name: string) => `BEGIN:VCARD\nFN:${name}\nTEL:+62\nEND:VCARD`;
  test("several cards are all there, and their names are the words", () => {
    const cards = aRaw({
      type: "multi_vcard",
      body: "",
      vcardList: [{ vcard: card("Ani") }, { vcard: card("Budi") }, null],
    });
    expect(normalise(cards)).toMatchObject({
      body: "Ani, Budi",
      details: { type: "contacts", contacts: [{ name: "Ani", phones: ["+62"] }, { name: "Budi" }] },
    });
  });
});

test("an answer knows what it answers, an edited message when it was edited", () => {
  expect(normalise(aRaw({ quotedStanzaID: "3A00", latestEditSenderTimestampMs: 1_777_000_005_123 }))).toMatchObject({
    quotedStanzaId: "3A00",
    editedAt: new Date(1_777_000_005_123),
  });
  expect(normalise(aRaw({ latestEditSenderTimestampMs: 0 }))).not.toHaveProperty("editedAt");
});

describe("messages that were taken back", () => {
  test("stand in the chat without words", () => {
    expect(normalise(aRaw({ type: "revoked", body: "left over", mimetype: "image/png" }))).toMatchObject({
      stanzaId: "3A01",
      body: "",
      isDeleted: true,
    });
  });
  test("go by the id they had, in whoever's view WhatsApp writes it", () => {
    const protocolMessageKey = { fromMe: true, remote: "99@lid", id: "3A00" };
    expect(normalise(aRaw({ type: "revoked", protocolMessageKey }))).toMatchObject({
      stanzaId: "3A00",
      fromMe: false,
      chatId: "628111@c.us",
    });
  });
});

test("a call is a message of the customer", () => {
  const contact = { ...NOBODY, aliases: ["99@lid"], savedName: "Budi (florist)" };
  expect(callOf({ id: "CALL1", chatId: "628111@c.us", isVideo: true }, { contact, receivedAt })).toEqual({
    stanzaId: "CALL1",
    chatId: "628111@c.us",
    chatKind: "direct",
    fromMe: false,
    kind: "call",
    body: "",
    sentAt: receivedAt,
    contactAliases: ["628111@c.us", "99@lid"],
    contactName: "Budi (florist)",
    contactPhone: "628111",
    details: { type: "call", isVideo: true },
    isBacklog: false,
  });
});

test("a group's message says who wrote it, and keeps that out of the chat's contact", () => {
  const raw = aRaw({ id: { fromMe: false, remote: "1203@g.us", id: "3A01", participant: "628111@c.us" } });
  expect(normalise(raw)).toMatchObject({
    chatKind: "group",
    contactAliases: ["1203@g.us"],
    contactName: undefined,
    contactPhone: undefined,
    participant: { id: "628111@c.us", name: "Budi" },
  });
});

test("an entry without a readable key is no message", () => {
  expect(normalise(aRaw({ id: undefined }))).toBeUndefined();
});

test("an entry without a time counts as received now", () => {
  expect(normalise(aRaw({ t: undefined }))?.sentAt).toBe(receivedAt);
});

test.each([
  [-1, "failed"],
  [0, "pending"],
  [1, "sent"],
  [2, "delivered"],
  [3, "read"],
  [4, "played"],
  [9, "played"],
])("ack %i is %s", (ack, level) => expect(ackLevelOf(ack)).toBe(level));
