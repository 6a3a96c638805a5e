import { expect, test } from "vitest";
import { EMOJI, EMOJI_IN, emojiFor } from "./emoji";

test("each is one sign, once, with words to find it by", () => {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { sign, words } of EMOJI) {
    expect([...segments.segment(sign)], sign).toHaveLength(1);
    expect(sign, words).toMatch(/^\p{Emoji}/u);
    expect(words, sign).toMatch(/^[a-z]/);
  }
  expect(new Set(EMOJI.map(({ sign }) => sign)).size).toBe(EMOJI.length);
  expect(EMOJI.length).toBeGreaterThanOrEqual(120);
});

test("is found by the beginning of any of its words, all of them when there are more", () => {
  const found = (query: string) => emojiFor(EMOJI, query).map(({ sign }) => sign);
  expect(found("tha")).toEqual(["🙏"]);
  expect(found("Thumbs DOWN")).toEqual(["👎"]);
  expect(found("  ")).toHaveLength(EMOJI.length);
  expect(found("humbs")).toEqual([]);
});

test.each([
  ["es", "corazon rojo", "❤️"],
  ["pt", "Polegar cima", "👍"],
  ["ar", "أحمر", "❤️"],
] as const)(
  "in %s the same signs have words of their own, found with and without accents",
  async (language, query, sign) => {
    const emoji = await EMOJI_IN[language]();
    expect(emoji.map((one) => one.sign)).toEqual(EMOJI.map((one) => one.sign));
    for (const { words } of emoji) expect(words, words).toMatch(/^[\p{L}\p{M}-]+( [\p{L}\p{M}-]+)*$/u);
    expect(emojiFor(emoji, query).map((one) => one.sign)).toContain(sign);
  },
);
