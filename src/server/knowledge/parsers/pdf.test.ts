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
    expect(result).toMatchObject({ status: "ready", warnings: ["2 of 4 pages have no text: they are pictures."] });
  });

  test("an almost empty page is no picture because another page has one", async () => {
    const thanks = { texts: lines(["Thank you!"], 60) };
    const text = { texts: lines(LEFT, 60) };
    expect(await read(makePdf([text, { picture: true }, thanks]))).toMatchObject({
      status: "ready",
      warnings: ["1 of 3 pages has no text: it is a picture."],
    });
  });
});

describe("form fields", () => {
  const label = (text: string, y: number): PdfText => ({ text, x: 60, y, size: 10 });

  test("what is filled in is read right after its label", async () => {
    const [text] = await pageTexts([
      {
        texts: [label("Name of the guest", 700), label("Nights", 600)],
        fields: [
          { kind: "text", x: 160, y: 596, value: "three" },
          { kind: "text", x: 160, y: 696, value: "Maria Silva" },
        ],
      },
    ]);
    expect(text).toMatch(/^Name of the guest \|? ?Maria Silva\n+Nights \|? ?three$/);
  });

  test("boxes say whether they are ticked, menus show their chosen words, lists all of theirs", async () => {
    const options: [string, string][] = [
      ["s", "Single room"],
      ["d", "Double room"],
    ];
    const [text = ""] = await pageTexts([
      {
        texts: [label("Breakfast", 700), label("Parking", 650), label("Room", 600), label("Rooms there are", 550)],
        fields: [
          { kind: "box", x: 160, y: 696, value: "Yes" },
          { kind: "box", x: 160, y: 646, value: "Off" },
          { kind: "menu", x: 160, y: 596, value: "d", options },
          { kind: "list", x: 160, y: 530, value: "d", options },
        ],
      },
    ]);
    expect(text.replace(/[\s|]+/g, " ")).toBe(
      "Breakfast ☑ Parking ☐ Room Double room Rooms there are Single room Double room",
    );
  });

  test("a form without print and without anything filled in has no text", async () => {
    expect(await read(makePdf([{ fields: [{ kind: "text", x: 60, y: 700, value: "" }] }]))).toMatchObject({
      reason: "no_text",
    });
  });
});

describe("print that is not to be read, or not twice", () => {
  const body = (page: number) => lines([`This is what page ${page} says about boats, at some length.`], 60, 500);
  const head = { text: "Harbour House Handbook", x: 60, y: 760, size: 9 };
  const foot = (page: number) => ({ text: `Chapter one, page ${page} of 4`, x: 60, y: 30, size: 9 });

  test("running heads and feet stay where they stand first, whatever page number they have", async () => {
    const texts = await pageTexts([1, 2, 3, 4].map((page) => ({ texts: [head, ...body(page), foot(page)] })));
    expect(texts[0]).toContain(head.text);
    expect(texts[0]).toContain("Chapter one, page 1 of 4");
    for (const [index, text] of texts.slice(1).entries())
      expect(text).toBe(`This is what page ${index + 2} says about boats, at some length.`);
  });

  test("mere page numbers are left out everywhere, also those that begin late", async () => {
    const number = (page: number) => ({ text: `- ${page + 8} -`, x: 300, y: 30, size: 9 });
    const texts = await pageTexts([1, 2, 3].map((page) => ({ texts: [...body(page), number(page)] })));
    for (const text of texts) expect(text).not.toContain("- ");
  });

  test("numbers that are no page numbers are kept, and so is all that a page has", async () => {
    const prices = await pageTexts(
      [7, 19, 4].map((price, page) => ({ texts: [...body(page), ...lines([`Total ${price}`], 60, 30)] })),
    );
    expect(prices.map((text) => /Total \d+/.exec(text)?.[0])).toEqual(["Total 7", "Total 19", "Total 4"]);
    const alone = await pageTexts([1, 2, 3].map(() => ({ texts: [head] })));
    expect(alone).toEqual([head.text, head.text, head.text]);
  });

  test("the header row of a table stands on top of each of its pages", async () => {
    const row = (cells: string[], y: number) =>
      cells.map((text, column) => ({ text, x: 60 + column * 150, y, size: 10 }));
    const texts = await pageTexts(
      [1, 2, 3].map((page) => ({
        texts: [
          ...row(["Boat", "Price"], 700),
          ...row([`Kayak ${page}`, `${page * 7}`], 684),
          ...row([`Raft ${page}`, `${page * 9}`], 668),
        ],
      })),
    );
    for (const text of texts) expect(text).toMatch(/^Boat \| Price\nKayak/);
  });

  test("print made bold by drawing it again a little beside is read once", async () => {
    const bold = [0, 0.3, 0.6].map((shift) => ({ text: "Closed on Monday", x: 60 + shift, y: 700, size: 12 }));
    const letters = [..."Open"].flatMap((text, index) =>
      [0, 0.3].map((shift) => ({ text, x: 60 + index * 9 + shift, y: 600, size: 12 })),
    );
    const [text] = await pageTexts([{ texts: [...bold, ...letters] }]);
    expect(text?.split(/\n+/).map((line) => line.replaceAll(" ", ""))).toEqual(["ClosedonMonday", "Open"]);
  });

  test("letters that really are double stay double", async () => {
    const [text] = await pageTexts([
      { texts: [..."llama"].map((letter, index) => ({ text: letter, x: 60 + index * 2.7, y: 700, size: 12 })) },
    ]);
    expect(text?.replaceAll(" ", "")).toBe("llama");
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
