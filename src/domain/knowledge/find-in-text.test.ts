import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchIn, splitByMatches } from "./find-in-text";

const joined = (parts: { text: string }[]) => parts.map(({ text }) => text).join("");
const anyText = fc.string({ unit: "grapheme", maxLength: 200 });

describe("finding a reader's words", () => {
  test("the parts together are the text, whatever is looked for", () => {
    fc.assert(fc.property(anyText, anyText, (text, words) => joined(splitByMatches(text, words)) === text));
  });

  test("words that stand in a text are found there, also those that mean something in patterns", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, words, after) => {
        fc.pre(words.trim() !== "");
        const text = `${before} ${words.trim()} ${after}`;
        expect(splitByMatches(text, words).some(({ isMatch }) => isMatch)).toBe(true);
        expect(matchIn(text, words)?.count).toBeGreaterThan(0);
      }),
    );
  });

  test("case and line breaks make no difference, other words do", () => {
    const text = "Cancel free\nof charge until the evening before. FREE OF CHARGE means free of charge.";
    expect(matchIn(text, "free of charge")).toEqual({
      count: 3,
      snippet: "Cancel free of charge until the evening before. FREE OF CHARGE means free of charge.",
    });
    expect(matchIn(text, "free charge")).toBeUndefined();
    expect(matchIn(text, "  ")).toBeUndefined();
  });

  test("a long text is shown around the first place, cut between words", () => {
    const text = `${"before ".repeat(40)}the deposit is 50 euros ${"after ".repeat(40)}`;
    const snippet = matchIn(text, "deposit")?.snippet ?? "";
    expect(snippet).toMatch(/^…(before )+the deposit is 50 euros (after ?)+…$/);
    expect(snippet.length).toBeLessThan(200);
  });
});
