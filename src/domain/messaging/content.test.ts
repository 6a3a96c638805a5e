import { expect, test } from "vitest";
import { contentOf, previewOf } from "./content";

test.each([
  { message: { kind: "text", body: "Hello\n there " }, preview: "Hello there" },
  { message: { kind: "image", body: "" }, preview: "Photo" },
  { message: { kind: "image", body: "my receipt" }, preview: "Photo: my receipt" },
  { message: { kind: "voice", body: "" }, preview: "Voice message" },
] as const)("$preview", ({ message, preview }) => {
  expect(previewOf(message)).toBe(preview);
});

test("a long preview is cut without breaking a character in two", () => {
  const preview = previewOf({ kind: "text", body: "😀".repeat(300) });
  expect([...preview]).toHaveLength(120);
  expect(preview.endsWith("😀…")).toBe(true);
});

const sticker = { kind: "sticker", body: "" } as const;
const photo = { kind: "image", body: "" } as const;
const voice = { kind: "voice", body: "" } as const;
const text = { kind: "text", body: "How much is it?" } as const;

test.each([
  { burst: [sticker], content: "nothing" },
  { burst: [sticker, sticker, voice], content: "listen" },
  { burst: [voice, photo], content: "look" },
  { burst: [photo, sticker, text], content: "text" },
  { burst: [{ kind: "image", body: "what is this?" }], content: "text" },
  { burst: [{ kind: "text", body: "  " }], content: "nothing" },
] as const)("a burst gives $content", ({ burst, content }) => {
  expect(contentOf(burst)).toBe(content);
});
