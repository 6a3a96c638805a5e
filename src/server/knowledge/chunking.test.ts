import { describe, expect, test } from "vitest";
import { chunkPages } from "./chunking";

const pages = (...texts: string[]) => texts.map((text, index) => ({ number: index + 1, text }));
const chunk = (texts: string[], hasPageNumbers = true) =>
  chunkPages({ documentId: "doc_1", pages: pages(...texts), hasPageNumbers });

describe("chunks", () => {
  test("never cross a page, and carry its number and the path of headings", async () => {
    const chunks = await chunk([
      "# Rental\n\n## Boats\n\nKayaks and canoes wait at the pier.",
      "Rafts wait behind the house.",
    ]);
    expect(chunks).toEqual([
      { page: 1, heading: "Rental › Boats", text: "Kayaks and canoes wait at the pier." },
      { page: 2, heading: "Rental › Boats", text: "Rafts wait behind the house." },
    ]);
  });

  test("have no page where the format has none", async () => {
    expect((await chunk(["Some text."], false))[0]?.page).toBeNull();
  });

  test("of a long text overlap by whole sentences, and every sentence stands whole in one of them", async () => {
    const sentences = Array.from(
      { length: 120 },
      (_, index) => `Rule number ${index} says what guest ${index} has to bring along.`,
    );
    const chunks = await chunk([sentences.join(" ")]);
    expect(chunks.length).toBeGreaterThan(5);
    for (const sentence of sentences) expect(chunks.some(({ text }) => text.includes(sentence))).toBe(true);
    for (const [index, { text }] of chunks.entries()) {
      expect(text.length).toBeLessThan(1_800);
      const first = /^Rule number \d+/.exec(text)?.[0];
      expect(first).toBeDefined();
      if (index > 0) expect(chunks[index - 1]?.text).toContain(`${first} `);
    }
  });

  test.each([
    { name: "one line without any space", text: "x".repeat(60_000) },
    { name: "a megabyte on one line", text: "The shop is open all day. ".repeat(40_000) },
    { name: "Chinese without spaces", text: "商店早上九点开门晚上六点关门".repeat(2_000) },
    {
      name: "ten thousand table rows",
      text: Array.from({ length: 10_000 }, (_, row) => `${row} | boat | ${row} EUR`).join("\n"),
    },
  ])("$name: cut in time, into pieces of bounded size", async ({ text }) => {
    const startedAt = performance.now();
    const chunks = await chunk([text]);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(chunks.length).toBeGreaterThan(10);
    for (const { text: part } of chunks) expect(part.length).toBeLessThan(2_500);
  });

  test("the same text gives the same chunks", async () => {
    const text = "# A\n\nFirst. Second.\n\n# B\n\nThird | cell\nFourth | cell";
    expect(await chunk([text])).toEqual(await chunk([text]));
  });

  test("other work gets its turn while a long document is cut, and it can be stopped", async () => {
    const abort = new AbortController();
    const text = "The shop is open all day. ".repeat(40_000);
    const cutting = chunkPages({ documentId: "doc_1", pages: pages(text), hasPageNumbers: false }, abort.signal);
    setImmediate(() => abort.abort(new Error("stopped")));
    await expect(cutting).rejects.toThrow("stopped");
  });
});
