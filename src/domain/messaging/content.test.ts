import { expect, test } from "vitest";
import { chosenWords, contentOf, previewOf, withoutMentions, wordsOf } from "./content";

test.each([
  { message: { kind: "text", body: "Hello\n there " }, preview: "Hello there" },
  { message: { kind: "image", body: "" }, preview: "Photo" },
  { message: { kind: "image", body: "my receipt" }, preview: "Photo: my receipt" },
  { message: { kind: "voice", body: "" }, preview: "Voice message" },
  { message: { kind: "call", body: "" }, preview: "Call" },
  { message: { kind: "image", body: "", isDeleted: true }, preview: "Deleted message" },
] as const)("$preview", ({ message, preview }) => {
  expect(previewOf(message)).toBe(preview);
});

test("a long preview is cut without breaking a character in two", () => {
  const preview = previewOf({ kind: "text", body: "😀".repeat(300) });
  expect([...preview]).toHaveLength(120);
  expect(preview.endsWith("😀…")).toBe(true);
});

test("a message says its caption and what is said in it", () => {
  expect(wordsOf({ body: " look ", transcript: null })).toBe("look");
  expect(wordsOf({ body: "", transcript: "Do you open on Sunday?" })).toBe("Do you open on Sunday?");
  expect(wordsOf({ body: "listen", transcript: "hello" })).toBe("listen\nhello");
});

test.each([
  ["@628110000000 when do you open?", "when do you open?"],
  ["when do you open, @628110000000?", "when do you open, ?"],
  ["write to me@12345.example or @shop", "write to me@12345.example or @shop"],
])("a mention of the bot is no part of the question: %s", (words, question) => {
  expect(withoutMentions(words)).toBe(question);
});

const sticker = { kind: "sticker", words: "" } as const;
const photo = { kind: "image", words: "" } as const;
const voice = { kind: "voice", words: "" } as const;
const call = { kind: "call", words: "" } as const;
const text = { kind: "text", words: "How much is it?" } as const;

test.each([
  { burst: [sticker], content: "nothing" },
  { burst: [sticker, sticker, voice], content: "listen" },
  { burst: [voice, photo], content: "look" },
  { burst: [photo, sticker, text], content: "text" },
  { burst: [{ kind: "image", words: "what is this?" }], content: "text" },
  { burst: [{ kind: "text", words: "  " }], content: "nothing" },
  { burst: [{ kind: "contact", words: "Budi" }], content: "look" },
  { burst: [{ kind: "location", words: "Monas" }, text], content: "text" },
  { burst: [call, sticker], content: "call" },
  { burst: [call, voice], content: "listen" },
] as const)("a burst gives $content", ({ burst, content }) => {
  expect(contentOf(burst)).toBe(content);
});

test("the name of a place or a person is nothing that the customer wrote", () => {
  const place = { kind: "location", words: "Rua da Ribeira" } as const;
  expect(chosenWords([place, { kind: "text", words: "Is this your shop?" }])).toEqual(["Is this your shop?"]);
  expect(chosenWords([place, { kind: "image", words: " " }])).toEqual([]);
});
