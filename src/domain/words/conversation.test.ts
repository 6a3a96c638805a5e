import { expect, test } from "vitest";
import { say } from "@/test/say";
import { PREVIEW_KINDS, previewOf } from "../messaging/content";
import { MESSAGE_KINDS } from "../messaging/message";
import { contactWords, messageKindWords, previewWords, replyLine } from "./conversation";
import { initials } from "./initials";

test.each([
  {
    state: { owner: "bot", canReply: true, resumesAt: null },
    line: "The bot answers here. Type to take over.",
  },
  { state: { owner: "bot", canReply: false, resumesAt: null }, line: "The bot answers here." },
  { state: { owner: "person", canReply: true, resumesAt: null }, line: "You are answering." },
  {
    state: { owner: "person", canReply: true, resumesAt: "14:30" },
    line: "You are answering. The bot resumes at 14:30.",
  },
  { state: { owner: "person", canReply: false, resumesAt: null }, line: "A person is answering." },
  {
    state: { owner: "bot", canReply: true, resumesAt: null, hasOptedOut: true },
    line: "The bot is silent here. This customer asked for no more messages.",
  },
  {
    state: { owner: "bot", canReply: true, resumesAt: null, isShadowed: true },
    line: "The bot drafts here. Nothing goes out until you send it.",
  },
  {
    state: { owner: "bot", canReply: false, resumesAt: null, isShadowed: true },
    line: "The bot drafts here. Nothing goes out until somebody sends it.",
  },
  {
    state: { owner: "bot", canReply: true, resumesAt: null, isShadowed: true, hasOptedOut: true },
    line: "The bot is silent here. This customer asked for no more messages.",
  },
  { state: { owner: "person", canReply: true, resumesAt: null, isShadowed: true }, line: "You are answering." },
  { state: { owner: "person", canReply: true, resumesAt: null, hasOptedOut: true }, line: "You are answering." },
] as const)("the line above the composer says “$line”", ({ state, line }) => {
  const { says, next } = replyLine(say, state);
  expect([says, next].filter(Boolean).join(" ")).toBe(line);
});

test.each([
  ["Marta Oliveira", "MO"],
  ["Jonas", "J"],
  ["  ana   maria  lopes ", "AL"],
  ["+351 912 345 678", "78"],
  ["أحمد علي", "أع"],
  ["😀 Bob", "😀B"],
  ["", "?"],
])("the initials of “%s” are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("a customer is called by name, else by number, else honestly by neither", () => {
  expect(contactWords(say, { contactName: "Marta", phoneNumber: "351912345678" })).toBe("Marta");
  expect(contactWords(say, { contactName: null, phoneNumber: "351912345678" })).toBe("+351 912 345 678");
  expect(contactWords(say, { contactName: null, phoneNumber: null })).toBe("Someone without a name");
});

test("text needs no kind, and a kind from tomorrow still has words", () => {
  expect(messageKindWords(say, "text")).toBe("");
  expect(messageKindWords(say, "voice")).toBe("Voice message");
  expect(messageKindWords(say, "hologram")).not.toBe("");
});

const shout = (key: string) => key.toUpperCase();

test.each(MESSAGE_KINDS)("a stored preview of a message of kind %s is said in the reader's language", (kind) => {
  expect(PREVIEW_KINDS[kind]).toBe(messageKindWords(say, kind));
  const bare = previewOf({ kind, body: "" });
  const captioned = previewOf({ kind, body: "our menu" });
  expect([previewWords(say, bare), previewWords(say, captioned)]).toEqual([bare, captioned]);
  expect(previewWords(shout, captioned)).toBe(
    kind === "text" ? "our menu" : `${messageKindWords(shout, kind)}: our menu`,
  );
});

test("what a customer wrote is no kind of message, and what they took back is told", () => {
  expect(previewWords(shout, "Photos of the house")).toBe("Photos of the house");
  expect(previewWords(shout, previewOf({ kind: "image", body: "x", isDeleted: true }))).toBe(
    "CONVERSATION.KINDS.DELETED",
  );
});
