import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldForSearch } from "./fold";
import { type Analyzer, queryTermsOf, termsOf, trigramsOf, wordsOf } from "./terms";

const ANALYZERS: Analyzer[] = ["english", "universal"];
const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("folding", () => {
  test.each([
    { written: "Größe ﬁnal Ⅷ", folded: "große final viii", why: "compatibility forms and Latin accents" },
    { written: "¿CUÁNTO cuesta?", folded: "¿cuanto cuesta?", why: "accents are left out in chats" },
    { written: "حَبيبي مدرسة إلى", folded: "حبيبي مدرسه الي", why: "Arabic vowel signs and letter variants" },
    { written: "٤٥ ۴۵ ४५", folded: "45 45 45", why: "digits of all scripts" },
    { written: "हिन्दी", folded: "हिन्दी", why: "vowel signs of Indian scripts are part of the word" },
    { written: "re\u200Bfund\u202E", folded: "refund", why: "invisible characters must not cut words" },
  ])("$why", ({ written, folded }) => {
    expect(foldForSearch(written)).toBe(folded);
  });

  test("folding twice changes nothing more", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});

describe("terms", () => {
  test("forms of a word share a term", () => {
    expect(termsOf("deliveries", "english")).toEqual(termsOf("delivery", "english"));
    expect(termsOf("entregamos", "universal")).toEqual(termsOf("entrega", "universal"));
  });

  test("function words carry nothing and are left out of English", () => {
    expect(termsOf("what is the price of it", "english")).toEqual(["price"]);
  });

  test("scripts without spaces are cut into overlapping pairs, so a question finds part of a sentence", () => {
    const sentence = termsOf("営業時間は午前九時からです。", "universal");
    for (const term of queryTermsOf("営業時間", "universal")) expect(sentence).toContain(term);
  });

  test("a chat phrase around a question changes nothing", () => {
    expect(queryTermsOf("hi, i want to know the price please", "english")).toEqual(queryTermsOf("price?", "english"));
    expect(queryTermsOf("hola, quiero saber el precio por favor", "universal")).toContain("preci");
  });

  test.each(ANALYZERS)("a question that has a word has a term (%s)", (analyzer) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const terms = queryTermsOf(text, analyzer);
        expect(terms.length > 0).toBe(wordsOf(text).length > 0);
        expect(new Set(terms).size).toBe(terms.length);
      }),
    );
  });

  test.each(ANALYZERS)("terms and trigrams are never empty and are valid text for a database (%s)", (analyzer) => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of [...termsOf(text, analyzer), ...trigramsOf(text)]) {
          expect(term.trim()).not.toBe("");
          expect(term.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe("trigrams", () => {
  test("words are padded, so beginnings and endings count", () => {
    expect(trigramsOf("Tea to")).toEqual([" te", "tea", "ea ", " to", "to "]);
  });

  test("a mistyped word keeps most of its trigrams", () => {
    const right = new Set(trigramsOf("reservation"));
    const shared = trigramsOf("resevation").filter((trigram) => right.has(trigram));
    expect(shared.length).toBeGreaterThan(right.size / 2);
  });
});
