import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { savedReplyKeySchema, savedReplySchema } from "./saved-reply-schema";
import { savedRepliesFor, savedReplyAsked } from "./saved-reply-search";

describe("the key", () => {
  test.each([
    ["hours", "hours"],
    [" /Hours ", "hours"],
    ["ÖFFNUNG-2", "öffnung-2"],
    ["営業時間", "営業時間"],
    ["नमस्ते", "नमस्ते"],
  ])("%j is kept as %j", (typed, kept) => {
    expect(savedReplyKeySchema.parse(typed)).toBe(kept);
  });
  test.each(["", "/", "two words", "a/b", "a\nb", "x".repeat(33), "<b>", "{{name}}"])("%j is refused", (typed) => {
    expect(savedReplyKeySchema.safeParse(typed).success).toBe(false);
  });

  test("of any kept key is found again by typing it after the stroke", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (typed) => {
        const { data: key } = savedReplyKeySchema.safeParse(typed);
        fc.pre(key !== undefined);
        expect(savedReplyAsked(`/${key}`)).toBe(key);
        expect(savedReplyKeySchema.parse(key)).toBe(key);
      }),
    );
  });
});

test("a reply without words, or longer than WhatsApp takes, is refused", () => {
  expect(savedReplySchema.safeParse({ key: "a", text: "  " }).success).toBe(false);
  expect(savedReplySchema.safeParse({ key: "a", text: "x".repeat(4097) }).success).toBe(false);
  expect(savedReplySchema.safeParse({ key: "a", text: "x".repeat(4096) }).success).toBe(true);
});

test.each([
  ["/", ""],
  ["/ho", "ho"],
  ["/HO", "ho"],
  ["", undefined],
  ["ho", undefined],
  [" /ho", undefined],
  ["/ho ", undefined],
  ["/ho\n", undefined],
  ["//", undefined],
  ["and/or", undefined],
])("%j looks for %j", (typed, asked) => {
  expect(savedReplyAsked(typed)).toBe(asked);
});

test("the key counts before the words, its beginning before the rest of it", () => {
  const replies = [
    { key: "address", text: "Rua das Flores 1" },
    { key: "after-hours", text: "Back at nine" },
    { key: "hours", text: "Nine to five" },
    { key: "sunday", text: "Other HOURS on Sunday" },
  ];
  expect(savedRepliesFor(replies, "hours").map(({ key }) => key)).toEqual(["hours", "after-hours", "sunday"]);
  expect(savedRepliesFor(replies, "").map(({ key }) => key)).toEqual(["address", "after-hours", "hours", "sunday"]);
  expect(savedRepliesFor(replies, "nothing")).toEqual([]);
});
