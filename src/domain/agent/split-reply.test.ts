import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_REPLY_LENGTH, splitReply } from "./split-reply";

const squeezed = (text: string) => text.replaceAll(/\s/gu, "");

describe("a long reply", () => {
  test("loses nothing but white space, and no part is too long, empty, or ends in half a character", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", "😀", "。", ".", "! ", "\n", "\n\n", " ", "ab "),
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (reply, max) => {
        const parts = splitReply(reply, max);
        expect(squeezed(parts.join(""))).toBe(squeezed(reply));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.trim()).not.toBe("");
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test("is one message as long as it fits", () => {
    const reply = `${"a".repeat(MAX_REPLY_LENGTH - 1)}.`;
    expect(splitReply(reply)).toEqual([reply]);
  });

  test.each([
    ["a paragraph", "One two. Three.\n\nFour five six.", 20, ["One two. Three.", "Four five six."]],
    ["a line", "• one apple\n• two pears", 15, ["• one apple", "• two pears"]],
    ["a sentence", "We open at nine. We close at six.", 25, ["We open at nine.", "We close at six."]],
    ["a sentence without spaces", "九点开门。六点关门。", 7, ["九点开门。", "六点关门。"]],
    ["a word", "one two three four", 9, ["one two", "three", "four"]],
    [
      "a number within a sentence is no end of one",
      "It costs $12.50 a day in all",
      15,
      ["It costs $12.50", "a day in all"],
    ],
  ])("is cut at the end of %s", (_, reply, max, parts) => {
    expect(splitReply(reply, max)).toEqual(parts);
  });
});
