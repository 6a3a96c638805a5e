import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutContentsLines } from "./contents-lines";
import { tellingName } from "./document-name";
import { CUT_MARK, MAX_PIECE_LENGTH, markCuts, piecesOf } from "./pieces";
import { sectionsOf } from "./sections";
import { mergeTinySections } from "./tiny-sections";

describe("sections", () => {
  test("each section knows the headings above it, outermost first", () => {
    const text = "# Rental\n\nWe rent boats.\n\n## Deposits\n\nFifty euros.\n\n# Opening\n\nNine to six.";
    expect(sectionsOf([{ number: 1, text }])).toEqual([
      { page: 1, headings: ["Rental"], blocks: ["We rent boats."] },
      { page: 1, headings: ["Rental", "Deposits"], blocks: ["Fifty euros."] },
      { page: 1, headings: ["Opening"], blocks: ["Nine to six."] },
    ]);
  });

  test("a page ends a section, and the next page goes on under the same headings", () => {
    const sections = sectionsOf([
      { number: 1, text: "# Rental\n\nWe rent boats." },
      { number: 2, text: "And tents." },
    ]);
    expect(sections.map(({ page, headings, blocks }) => [page, headings[0], blocks[0]])).toEqual([
      [1, "Rental", "We rent boats."],
      [2, "Rental", "And tents."],
    ]);
  });

  test("a heading with nothing below it stays findable", () => {
    const sections = sectionsOf([{ number: 1, text: "# Shop\n\n## Open on Sundays\n\n## Dogs welcome" }]);
    expect(sections.map(({ blocks }) => blocks[0])).toEqual(["Open on Sundays", "Dogs welcome"]);
  });

  test("a heading needs no blank line around it", () => {
    expect(sectionsOf([{ number: 1, text: "# Dogs\nAllowed on a lead.\n# Cats\nAt home." }])).toHaveLength(2);
  });

  test("a word divided at a line end is whole again", () => {
    expect(sectionsOf([{ number: 1, text: "the infor-\nmation desk" }])[0]?.blocks).toEqual(["the information desk"]);
  });

  test("tiny labelled parts join what stands before them; questions keep their text to themselves", () => {
    const text = "# Tent X4\n\nA tent.\n\n## Price\n\n250 EUR\n\n## Weight\n\n4 kg\n\n## Is it waterproof?\n\nYes.";
    const merged = mergeTinySections(sectionsOf([{ number: 1, text }]));
    expect(merged).toEqual([
      { page: 1, headings: ["Tent X4"], blocks: ["A tent.", "Price\n250 EUR", "Weight\n4 kg"] },
      { page: 1, headings: ["Tent X4", "Is it waterproof?"], blocks: ["Yes."] },
    ]);
  });
});

describe("pieces", () => {
  test("a long table is cut between rows, with its header on every part", () => {
    const rows = Array.from({ length: 80 }, (_, index) => `Boat ${index} | ${index} EUR | red and white`);
    const parts = piecesOf([["Boat | Price | Colour", ...rows].join("\n")]);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.startsWith("Boat | Price | Colour\n")).toBe(true);
    for (const row of rows) expect(parts.filter((part) => part.split("\n").includes(row))).toHaveLength(1);
  });

  test("no piece is longer than the node parser can take, and no letter is lost", () => {
    const block = fc.constantFrom(
      "word ".repeat(300),
      "x".repeat(9_000),
      "A sentence of text. ".repeat(500),
      "a | b\n".repeat(900),
      "short",
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const pieces = piecesOf(blocks.map((text) => text.trim()));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(MAX_PIECE_LENGTH + 700);
        const count = (texts: string[]) => texts.join("").replace(/[^\p{L}]/gu, "").length;
        expect(count(pieces)).toBeGreaterThanOrEqual(count(blocks));
      }),
      { numRuns: 30 },
    );
  });

  test("marking where a text may be cut changes nothing but the marks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("One. Two! ", "line\n", "- item\n", "z".repeat(700), "Dr. X. ")),
        (parts) => {
          const text = parts.join("");
          expect(markCuts(text).replaceAll(CUT_MARK, "")).toBe(text);
        },
      ),
    );
  });
});

test("a table of contents is left out, a line that only looks like one stays", () => {
  const entries = ["Deposits ... 3", "Dogs ... | 4", "Opening hours … 12", "Weather ... 14", "Index | 20"];
  expect(withoutContentsLines(["Contents", ...entries, "Read on."].join("\n"))).toBe("Contents\nRead on.");
  expect(withoutContentsLines("To be continued ... 3\nKayak | 40")).toBe("To be continued ... 3\nKayak | 40");
});

test.each([
  ["Return-policy_v2.docx", "Return policy"],
  ["scan_0012.pdf", ""],
  ["TrailMasterX4 Manual.pdf", "Trail Master Manual"],
  ["preços & horários (final).md", "preços horários"],
  ["sf000.md", ""],
])("what the name %s tells: “%s”", (fileName, telling) => {
  expect(tellingName(fileName)).toBe(telling);
});
