import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreement } from "./agreement";

const word = fc.constantFrom("we", "open", "at", "nine", "4.90", "कब", "営業", "horário", "¿cuándo?", "👍");
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));

describe("agreement", () => {
  test("is the same from both sides, and between 0 and 1", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const value = agreement(left, right);
        expect(value).toBe(agreement(right, left));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("is 1 for the same text, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (any) => {
        expect(agreement(any, any)).toBe(1);
      }),
    );
  });

  test("is 0 for texts that share no word", () => {
    const left = fc.array(fc.constantFrom("we", "open", "at"), { minLength: 1 }).map((words) => words.join(" "));
    const right = fc.array(fc.constantFrom("営業", "seis", "7"), { minLength: 1 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(left, right, (one, other) => {
        expect(agreement(one, other)).toBe(0);
      }),
    );
  });

  test("never grows when a word that the draft doesn't have is added", () => {
    fc.assert(
      fc.property(text, text, (draft, sent) => {
        expect(agreement(draft, `${sent} zzz`)).toBeLessThanOrEqual(agreement(draft, sent));
      }),
    );
  });

  test.each([
    { draft: "We open at nine.", sent: "we open at NINE", value: 1, why: "case and punctuation are no words" },
    { draft: "We open at nine.", sent: "We open at ten.", value: 0.75, why: "one word of four differs" },
    { draft: "open at nine", sent: "nine at open", value: 1 / 3, why: "order counts" },
    { draft: "We open at nine.", sent: "", value: 0, why: "nothing was said" },
    { draft: "九時に開店", sent: "十時に開店", value: 0.8, why: "letters stand for words where there are no spaces" },
    { draft: "👍", sent: "👍", value: 1, why: "no words, and the same" },
    { draft: "👍", sent: "👎", value: 0, why: "no words, and not the same" },
    { draft: "เปิดเก้าโมง", sent: "เปิดเก้าโมง", value: 1, why: "Thai" },
    { draft: "Ⅸ o’clock", sent: "ix o’clock", value: 1, why: "spellings of the same letter" },
  ])("of “$draft” and “$sent” is $value ($why)", ({ draft, sent, value }) => {
    expect(agreement(draft, sent)).toBeCloseTo(value, 10);
  });
});
