import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerptOf, foldWords, hasWords, searchWords } from "./search-words";

test.each([
  ["Crème BRÛLÉE!", "creme brulee"],
  ["  ΌΔΟΣ, odós ", "οδοσ odos"],
  ["مَرْحَبًا أحمد", "مرحبا احمد"],
  ["١٢٣ ﬁve", "123 five"],
  ["Straße 12-B", "straße 12 b"],
  ["営業時間は？", "営業時間は"],
  ["İstanbul", "istanbul"],
])("%s reads as %s", (text, folded) => {
  expect(foldWords(text)).toBe(folded);
});

describe("what is looked for", () => {
  test.each([
    ["delivery", "When is the DELIVERY?", true],
    ["liver", "When is the delivery?", true],
    ["deliv when", "When is the delivery?", true],
    ["delivery porto", "When is the delivery?", false],
    ["li", "When is the delivery?", false],
    ["is", "When is the delivery?", true],
    ["cafe", "A café?", true],
    ["CAFÉ", "a cafe", true],
    ["حمد", "مرحبا يا أَحْمَد", true],
    ["営業", "本日の営業時間", true],
    ["営", "本日の営業時間", true],
    ["한국", "저는 한국 사람", true],
    ["100%", "give 1000 away", true],
  ])("%s in %s: %s", (query, text, isFound) => {
    const words = searchWords(query);
    expect(hasWords(text, words)).toBe(isFound);
    expect(excerptOf(text, words).some(({ isMatch }) => isMatch)).toBe(isFound || query === "delivery porto");
  });

  test("signs alone are no words", () => {
    expect(searchWords(" ?! … % _ ")).toEqual([]);
  });

  test("every piece asked for stands in a text that has the word, so that the index hides nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), (text) => {
        const folded = ` ${foldWords(text)} `;
        for (const { pattern, grams } of searchWords(text)) {
          expect(folded).toContain(pattern);
          for (const gram of grams) expect(folded).toContain(gram);
        }
      }),
    );
  });
});

describe("an excerpt", () => {
  const text = `${"word ".repeat(60)}the Café of\n Porto ${"tail ".repeat(60)}`;

  test("shows the place of the first match, marked, on one line", () => {
    const parts = excerptOf(text, searchWords("cafe porto"));
    expect(parts.filter(({ isMatch }) => isMatch).map((part) => part.text)).toEqual(["Café", "Porto"]);
    expect(parts.map((part) => part.text).join("")).toMatch(/^…word .*the Café of Porto tail .*…$/);
  });

  test("is a part of the text, whatever is looked for", () => {
    const aText = fc.string({ unit: "grapheme", maxLength: 300 });
    fc.assert(
      fc.property(aText, aText, (said, query) => {
        const shown = excerptOf(said, searchWords(query)).map((part) => part.text);
        const inner = shown.filter((part) => part !== "…").join("");
        expect(said.replace(/\s+/g, " ").trim().replaceAll("…", "")).toContain(inner.replaceAll("…", ""));
      }),
    );
  });

  test("marks a short word only where it stands alone", () => {
    const marked = excerptOf("is this his", searchWords("is")).filter(({ isMatch }) => isMatch);
    expect(marked).toEqual([{ text: "is", isMatch: true }]);
  });

  test("marks what stands side by side, and nothing twice", () => {
    const marked = excerptOf("aaaaaab", searchWords("aaa aab")).filter(({ isMatch }) => isMatch);
    expect(marked.map((part) => part.text)).toEqual(["aaa", "aaa"]);
  });

  test("of a long message full of what is looked for takes no longer than of any other", () => {
    const long = "a".repeat(8_192);
    const timeOf = (query: string) => {
      const startedAt = performance.now();
      excerptOf(long, searchWords(query));
      return performance.now() - startedAt;
    };
    timeOf("bbb");
    expect(timeOf("aaa aaaa aaaaa")).toBeLessThan(10 * timeOf("bbb") + 100);
  });
});
