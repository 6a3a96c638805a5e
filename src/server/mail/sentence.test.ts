import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmless, ours, say, sentenceText } from "./sentence";

const seen = (text: string) => text.replaceAll("\u200c", "");

describe("what somebody typed", () => {
  test.each([
    { typed: "Bakery\r\nBcc: thief@example.com", shown: "Bakery Bcc: thief@example.com", why: "on one line" },
    { typed: "\u202eyrekaB", shown: "yrekaB", why: "without turning what follows" },
    { typed: "  Two \t words\u2028more ", shown: "Two words more", why: "without gaps" },
    { typed: "Ba\u200bke\u00adry\ufeff", shown: "Bakery", why: "without what is not seen" },
    { typed: "Bäckerei & Söhne, “Nr. 1”", shown: "Bäckerei & Söhne, “Nr. 1”", why: "otherwise as it is" },
    { typed: "👨‍👩‍👧 مخبز", shown: "👨‍👩‍👧 مخبز", why: "in any script" },
  ])("stands $why", ({ typed, shown }) => {
    expect(seen(harmless(typed)).replaceAll("\u200d", "")).toBe(shown.replaceAll("\u200d", ""));
  });

  test.each(["evil.example", "https://evil.example/x", "www.evil.example", "thief@evil.example", "evil。example"])(
    "%s is not found as an address, and reads as it was typed",
    (typed) => {
      const shown = harmless(`Sale ${typed} now`);
      expect(shown).not.toMatch(/[\p{L}\d][.@\u3002][\p{L}\d]|:\/\//u);
      expect(seen(shown)).toBe(`Sale ${typed} now`);
    },
  );

  test("is at most 80 characters long, and no character is cut in two", () => {
    const shown = harmless("🍞".repeat(200));
    expect(Array.from(shown)).toHaveLength(80);
    expect(shown.isWellFormed()).toBe(true);
    expect(shown.endsWith("🍞…")).toBe(true);
  });

  test("never holds a control character or a line break, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        expect(harmless(typed)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

test("in a sentence, all but what is marked as ours counts as typed by somebody", () => {
  const sentence = say`Hello ${"evil.example"}, you are ${ours("an admin. Really.")}`;
  expect(sentence.filter(({ isUntrusted }) => isUntrusted).map(({ text }) => seen(text))).toEqual(["evil.example"]);
  expect(seen(sentenceText(sentence))).toBe("Hello evil.example, you are an admin. Really.");
});

test("a name written from right to left keeps to itself in plain text", () => {
  expect(sentenceText(say`The team of ${"مخبز 7"} waits`)).toBe("The team of \u2068مخبز 7\u2069 waits");
});
