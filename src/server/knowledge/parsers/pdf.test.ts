import { describe, expect, test } from "vitest";
import { makePdf, type PdfPage, type PdfText } from "../fixtures/make-pdf";
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from "./limits";
import { ParseFailure } from "./parser";
import { pdfParser } from "./pdf";

async function read(bytes: Uint8Array, password?: string, limits: Partial<ParseLimits> = {}) {
  try {
    return await pdfParser.parse({
      bytes,
      fileName: "test.pdf",
      password,
      limits: { ...DEFAULT_PARSE_LIMITS, ...limits },
      onProgress: () => undefined,
    });
  } catch (error) {
    if (error instanceof ParseFailure) return { status: "failed", reason: error.reason, warnings: [] } as const;
    throw error;
  }
}

async function pageTexts(pages: PdfPage[]): Promise<string[]> {
  const result = await read(makePdf(pages));
  return result.status === "ready" ? result.pages.map(({ text }) => text) : [];
}

const lines = (texts: string[], x: number, top = 700, size = 10): PdfText[] =>
  texts.map((text, index) => ({ text, x, y: top - index * 12, size }));

const LEFT = [
  "The shop rents tents and kayaks all",
  "summer long and opens every day at",
  "nine in the morning, except on the",
  "first Monday of a month, when it is",
];
const RIGHT = [
  "closed for repairs. Guests who want",
  "to bring a dog along pay nothing for",
  "it, but they tell us before, since a",
  "boat has room for one animal alone.",
];

describe("order of reading", () => {
  test("two columns under a title: title, left column, right column", async () => {
    const title = { text: "Welcome to the Harbour House and its long summer season", x: 60, y: 740, size: 18 };
    const [text = ""] = await pageTexts([{ texts: [title, ...lines(LEFT, 60), ...lines(RIGHT, 320)] }]);
    expect(text).toBe(`# ${title.text}\n\n${LEFT.join(" ")}\n\n${RIGHT.join(" ")}`);
  });

  test("columns that were drawn line by line are not interleaved", async () => {
    const drawn = lines(LEFT, 60).flatMap((line, index) => [line, lines(RIGHT, 320)[index]!]);
    const [text = ""] = await pageTexts([{ texts: drawn }]);
    expect(text).toBe(`${LEFT.join(" ")}\n\n${RIGHT.join(" ")}`);
  });

  test("a table is read row by row, cells apart", async () => {
    const rows = [
      ["Boat", "Hour", "Day"],
      ["Kayak", "9 EUR", "40 EUR"],
      ["Canoe", "12 EUR", "55 EUR"],
      ["Raft", "15 EUR", "70 EUR"],
    ];
    const drawn = rows.flatMap((cells, row) =>
      cells.map((text, column) => ({ text, x: 60 + column * 150, y: 700 - row * 16, size: 10 })),
    );
    const [text] = await pageTexts([{ texts: drawn }]);
    expect(text).toBe(rows.map((cells) => cells.join(" | ")).join("\n"));
  });

  test("a word divided at a line end keeps its hyphen and line break", async () => {
    const [text] = await pageTexts([
      { texts: lines(["The harbour master keeps the infor-", "mation at his desk for every guest."], 60) },
    ]);
    expect(text).toBe("The harbour master keeps the infor-\nmation at his desk for every guest.");
  });

  test.each([90, 180, 270] as const)("a page turned by %i degrees reads like any other", async (rotate) => {
    const [text] = await pageTexts([
      { rotate, texts: lines(["First line of the page", "Second line of the page"], 60) },
    ]);
    expect(text?.replace(/\s+/g, " ")).toBe("First line of the page Second line of the page");
  });

  test("large print becomes headings, by its size", async () => {
    const [text] = await pageTexts([
      {
        texts: [
          { text: "Handbook", x: 60, y: 740, size: 24 },
          { text: "Deposits", x: 60, y: 700, size: 14 },
          ...lines(["Each boat needs a deposit of fifty euros, given back at the end."], 60, 680),
        ],
      },
    ]);
    expect(text).toMatch(/^# Handbook\n\n## Deposits\n\nEach boat/);
  });
});

describe("pages without text", () => {
  test("only pictures: scanned", async () => {
    expect(await read(makePdf([{ picture: true }, { picture: true }]))).toMatchObject({ reason: "scanned" });
  });

  test("nothing at all: no text", async () => {
    expect(await read(makePdf([{}]))).toMatchObject({ status: "failed", reason: "no_text" });
  });

  test("some pictures: ready, and people are told which share cannot be found", async () => {
    const text = { texts: lines(LEFT, 60) };
    const result = await read(makePdf([text, { picture: true }, text, { picture: true }]));
    expect(result).toMatchObject({ status: "ready", warnings: ["2 of 4 pages are pictures without text."] });
  });

  test("an almost empty page is no picture because another page has one", async () => {
    const thanks = { texts: lines(["Thank you!"], 60) };
    const text = { texts: lines(LEFT, 60) };
    expect(await read(makePdf([text, { picture: true }, thanks]))).toMatchObject({
      status: "ready",
      warnings: ["1 of 3 pages is a picture without text."],
    });
  });

  test("what is filled into form fields is text of the page", async () => {
    expect(await pageTexts([{ texts: lines(["Name of the guest"], 60), field: "Maria Silva" }])).toEqual([
      "Name of the guest\n\nMaria Silva",
    ]);
  });
});

describe("passwords and damage", () => {
  const secret = makePdf([{ texts: lines(["The code of the gate is on the key"], 60) }], { password: "tide" });

  test("a password is asked for, refused when wrong, and opens the file when right", async () => {
    expect(await read(secret)).toMatchObject({ reason: "password_required" });
    expect(await read(secret, "ebb")).toMatchObject({ reason: "password_wrong" });
    expect(await read(secret, "tide")).toMatchObject({
      pages: [{ number: 1, text: "The code of the gate is on the key" }],
    });
  });

  test("a file without its end is repaired or refused", async () => {
    const whole = makePdf([{ texts: lines(LEFT, 60) }]);
    const result = await read(whole.slice(0, whole.length - 200));
    if (result.status === "ready") expect(result.pages[0]?.text).toContain("The shop rents");
    else expect(result.reason).toBe("corrupt");
  });

  test("more pages than allowed are refused before any is read", async () => {
    const bytes = makePdf(Array.from({ length: 5 }, () => ({ texts: lines(["page"], 60) })));
    expect(await read(bytes, undefined, { maxPages: 4 })).toMatchObject({ reason: "too_many_pages" });
  });
});
