import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText } from "../clean-text";
import { makeDocx, noteReference, notes, paragraph, table, textBox } from "../fixtures/make-docx";
import { parseCsv } from "./csv";
import { htmlToText } from "./html-text";
import { DEFAULT_PARSE_LIMITS } from "./limits";
import { readableMarkdown } from "./markdown";
import { selectParser } from "./registry";

async function read(bytes: Uint8Array, fileName: string): Promise<string> {
  const parser = selectParser(bytes, fileName);
  const result = await parser.parse({ bytes, fileName, limits: DEFAULT_PARSE_LIMITS, onProgress: () => undefined });
  return result.status === "ready" ? result.pages.map(({ text }) => text).join("\n") : result.reason;
}
const encode = (text: string) => new TextEncoder().encode(text);

describe("cleaning", () => {
  test.each([
    { raw: "ﬁnal oﬀer", clean: "final offer", why: "ligatures" },
    { raw: "re\u200Bfund\u202E po\u00ADlicy\u0000", clean: "refund policy", why: "invisible characters and NUL" },
    { raw: "one\rtwo\r\nthree\u2028four", clean: "one\ntwo\nthree\nfour", why: "all line ends" },
    { raw: "a \t b\n\n\n\n\nc ", clean: "a b\n\nc", why: "spaces and blank lines" },
    { raw: "क्‍ष می‌خواهم 👩‍🚀 a\u200Db", clean: "क्‍ष می‌خواهم 👩‍🚀 ab", why: "joiners stay where scripts need them" },
  ])("$why", ({ raw, clean }) => {
    expect(cleanText(raw)).toBe(clean);
  });

  test("what it gives is text that a database takes, and cleaning again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const clean = cleanText(raw);
        expect(clean).not.toContain("\u0000");
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

describe("Word", () => {
  test("headings, paragraphs and tables come in order, a row on a line", async () => {
    const body =
      paragraph("Prices", "Heading1") +
      paragraph("All in euros.") +
      table([
        ["Boat", "Day"],
        ["Kayak", "40"],
      ]) +
      paragraph("Boats", "Heading2");
    expect(await read(makeDocx(body), "prices.docx")).toBe(
      "# Prices\n\nAll in euros.\n\nBoat | Day\nKayak | 40\n\n## Boats",
    );
  });

  test("styles of one's own that are built on headings, or have their level, are headings", async () => {
    const body = paragraph("Boats", "Chapter") + paragraph("Deposits", "Clause") + paragraph("Fifty euros.");
    expect(await read(makeDocx(body), "own.docx")).toBe("# Boats\n\n## Deposits\n\nFifty euros.");
  });

  test("footnotes and endnotes follow the text, with the numbers that refer to them", async () => {
    const body = `<w:p><w:r><w:t>See the list</w:t></w:r>${noteReference("footnote", 2)}<w:r><w:t> and the map</w:t></w:r>${noteReference("endnote", 3)}</w:p>`;
    const parts = {
      "word/footnotes.xml": notes("footnote", { 2: "It hangs at the door." }),
      "word/endnotes.xml": notes("endnote", { 3: "It is sold at the desk." }),
    };
    expect(await read(makeDocx(body, parts), "notes.docx")).toBe(
      "See the list[1] and the map[2]\n\n1. It hangs at the door.\n2. It is sold at the desk.",
    );
  });

  test("the text of a box is read once, where it stands", async () => {
    const body = paragraph("Before") + textBox("Closed on Monday") + paragraph("After");
    expect(await read(makeDocx(body), "box.docx")).toBe("Before\n\nClosed on Monday\n\nAfter");
  });

  test("a document without text says so", async () => {
    expect(await read(makeDocx(paragraph("")), "empty.docx")).toBe("no_text");
  });
});

describe("HTML", () => {
  test("what a reader sees is kept, the rest is not", () => {
    const html = `<html><head><title>Help</title><style>b{}</style><script>alert("no")</script></head><body>
      <nav>Home | Shop</nav><!-- secret --><template>hidden</template><p style="display: none">hidden too</p>
      <h2>Returns</h2><p>Within <b>14</b> days,<br>at our cost.</p><ul><li>Tents<ul><li>small</li></ul></li><li>Boats</li></ul>
      <table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>5&nbsp;€</td></tr></table></body></html>`;
    expect(htmlToText(html)).toEqual({
      title: "Help",
      text: "## Returns\n\nWithin 14 days,\nat our cost.\n\n- Tents\n  - small\n- Boats\n\nSize | Price\nS | 5 €",
    });
  });

  test("a page laid out by a table is read as blocks, and depth is harmless", () => {
    const long = "A long paragraph of a page. ".repeat(20);
    expect(htmlToText(`<table><tr><td><p>${long}</p><p>${long}</p></td><td>Menu</td></tr></table>`).text).not.toContain(
      " | ",
    );
    expect(htmlToText(`${"<div>".repeat(50_000)}deep${"</div>".repeat(50_000)}`).text).toBe("deep");
  });

  test("the declared charset is honoured", async () => {
    const page = '<!doctype html><meta charset="windows-1252"><p>Envíos a España</p>';
    expect(
      await read(
        Uint8Array.from(page, (c) => c.charCodeAt(0)),
        "es.html",
      ),
    ).toBe("Envíos a España");
  });
});

describe("Markdown", () => {
  test("front matter, imports, comments and link targets are no text; headings and code are", () => {
    const source = `---\ntitle: Shipping\n---\nimport Box from "./box"\n\n<!-- todo -->\n## Costs\n\nSee **our** [list](https://x.y/z).\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n\`\`\`\n# not a heading\n\`\`\`\n\nTitle below\n===\n`;
    expect(readableMarkdown(source)).toBe(
      "## Costs\n\nSee our list.\n\nA | B\n1 | 2\n\n#not a heading\n\n# Title below",
    );
  });

  test("a title that stands in the front matter alone becomes the heading", () => {
    expect(readableMarkdown("---\ntitle: Refunds\n---\nWithin 30 days.")).toBe("# Refunds\n\nWithin 30 days.");
  });
});

describe("CSV", () => {
  test("quotes, line breaks in quotes, other delimiters", () => {
    expect(parseCsv('a,b\n"x, ""y""","two\nlines"\n')).toEqual([
      ["a", "b"],
      ['x, "y"', "two\nlines"],
    ]);
    expect(parseCsv("a;b\r\n1;2")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(parseCsv("a\tb\n1\t2")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("each row names its columns, and rows too long for one chunk get their name as heading", async () => {
    expect(await read(encode("name,price\nKayak,40\nCanoe,\n"), "p.csv")).toBe("name: Kayak; price: 40\n\nname: Canoe");
    const long = `name,about\nKayak,${"red boat ".repeat(100)}\nCanoe,green\n`;
    expect(await read(encode(long), "p.csv")).toContain("## Kayak\n\nname: Kayak; about: red boat");
  });

  test("rows written by RFC 4180 come back, whatever the cells hold", () => {
    const cell = fc.string({ minLength: 1 }).map((text) => text.trim() || "x");
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const csv = [["first", "second"], ...rows]
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        expect(parseCsv(csv).slice(1)).toEqual(rows);
      }),
    );
  });
});
