import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "./sentences";

describe("sentences", () => {
  test.each([
    {
      text: "We open at nine. We close at six!",
      sentences: ["We open at nine.", "We close at six!"],
      why: "full stops",
    },
    { text: "Ask Dr. Silva. She knows.", sentences: ["Ask Dr. Silva.", "She knows."], why: "a title is no end" },
    {
      text: "Room No. 5 is free. No. Sorry.",
      sentences: ["Room No. 5 is free.", "No.", "Sorry."],
      why: "a number follows",
    },
    {
      text: "# Prices\n- Kayak, 9 EUR\n- Canoe",
      sentences: ["Prices", "Kayak, 9 EUR", "Canoe"],
      why: "lines and marks",
    },
    {
      text: "営業は九時から。閉店は六時。",
      sentences: ["営業は九時から。", "閉店は六時。"],
      why: "Japanese full stops",
    },
    { text: "दुकान खुली है। कल बंद है।", sentences: ["दुकान खुली है।", "कल बंद है।"], why: "Hindi full stops" },
    { text: "Size | Price\nS | 5", sentences: ["Size | Price", "S | 5"], why: "table rows stay whole" },
  ])("$why", ({ text, sentences }) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  test("long chat text without capitals is split too", () => {
    const text =
      `${"the shop is open every day of the week from nine in the morning until six at night. ".repeat(3)}`.trim();
    expect(splitSentences(text)).toHaveLength(3);
  });

  test("no word is lost, nothing is empty, nothing is endless", () => {
    const piece = fc.constantFrom(
      "word",
      "Dr.",
      "end.",
      "why?",
      "\n",
      "- ",
      "# ",
      "12.5",
      "营业时间。",
      "a | b",
      "x".repeat(300),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join(" ");
        const sentences = splitSentences(text);
        const letters = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, "");
        expect(letters(sentences.join(""))).toBe(letters(text));
        for (const sentence of sentences) {
          expect(sentence).toBe(sentence.trim());
          expect(sentence.length).toBeGreaterThan(0);
          expect(sentence.length).toBeLessThanOrEqual(600);
        }
      }),
    );
  });
});
