import { describe, expect, test } from "vitest";
import type { ParseResult } from "@/domain/knowledge/document";
import { makeDocx, paragraph } from "../fixtures/make-docx";
import { makePdf } from "../fixtures/make-pdf";
import { DEFAULT_PARSE_LIMITS } from "./limits";
import { ParseFailure } from "./parser";
import { ACCEPTED_EXTENSIONS, PARSERS, selectParser } from "./registry";

const encode = (text: string) => new TextEncoder().encode(text);
const QUESTION = "Can I return a rented tent?";
const ANSWER = "Yes, within 14 days, dry and complete.";

/** The same two lines in every format, as short as the format allows. */
const SAMPLES: Record<string, { fileName: string; bytes: Uint8Array }> = {
  pdf: {
    fileName: "policy.pdf",
    bytes: makePdf([
      {
        texts: [
          { text: QUESTION, x: 72, y: 700, size: 24 },
          { text: ANSWER, x: 72, y: 660 },
        ],
      },
    ]),
  },
  docx: { fileName: "policy.docx", bytes: makeDocx(paragraph(QUESTION, "Heading1") + paragraph(ANSWER)) },
  markdown: { fileName: "policy.md", bytes: encode(`# ${QUESTION}\n\n${ANSWER}\n`) },
  html: { fileName: "policy.html", bytes: encode(`<!doctype html><h1>${QUESTION}</h1><p>${ANSWER}</p>`) },
  csv: { fileName: "policy.csv", bytes: encode(`question,answer\n"${QUESTION}","${ANSWER}"\n`) },
  text: { fileName: "policy.txt", bytes: encode(`${QUESTION}\n\n${ANSWER}\n`) },
};

async function parse(bytes: Uint8Array, fileName: string, limits = {}): Promise<ParseResult> {
  try {
    const allLimits = { ...DEFAULT_PARSE_LIMITS, ...limits };
    return await selectParser(bytes, fileName).parse({
      bytes,
      fileName,
      limits: allLimits,
      onProgress: () => undefined,
    });
  } catch (error) {
    if (error instanceof ParseFailure) return { status: "failed", reason: error.reason, warnings: [] };
    throw error;
  }
}

describe.each(PARSERS.map((parser) => ({ id: parser.id, parser, sample: SAMPLES[parser.id]! })))(
  "every parser: $id",
  ({ parser, sample }) => {
    test("reads its sample, all text in reading order", async () => {
      const result = await parse(sample.bytes, sample.fileName);
      expect(result.status).toBe("ready");
      const text = result.status === "ready" ? result.pages.map((page) => page.text).join("\n") : "";
      expect(text).toContain(QUESTION);
      expect(text.indexOf(ANSWER)).toBeGreaterThan(text.indexOf(QUESTION));
    });

    test("is chosen by content for its sample, and says a media type and extensions", () => {
      expect(selectParser(sample.bytes, sample.fileName)).toBe(parser);
      expect(parser.mediaType).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      for (const extension of parser.extensions) expect(ACCEPTED_EXTENSIONS).toContain(`.${extension}`);
    });

    test("numbers pages from 1 without gaps", async () => {
      const result = await parse(sample.bytes, sample.fileName);
      expect(result.status === "ready" && result.pages.map(({ number }) => number)).toEqual([1]);
    });

    test("refuses text beyond the limit instead of storing part of it", async () => {
      expect(await parse(sample.bytes, sample.fileName, { maxCharacters: 10 })).toMatchObject({
        status: "failed",
        reason: "too_large",
      });
    });

    test("a truncated file ends in a result, never in an exception or garbage", async () => {
      for (const share of [0.3, 0.6, 0.9]) {
        const bytes = sample.bytes.slice(0, Math.floor(sample.bytes.length * share));
        const result = await parse(bytes, sample.fileName);
        if (result.status === "ready")
          for (const { text } of result.pages) expect(text).not.toMatch(/[^\P{Cc}\n\t]|\uFFFD/u);
        else expect(result.reason).toMatch(/corrupt|no_text|unsupported_type/);
      }
    });
  },
);

describe("the content of a file decides, not its name", () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const oldWord = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]);
  const encrypted = new Uint8Array([...oldWord, ...Buffer.from("EncryptedPackage", "utf16le")]);
  test.each([
    { bytes: png, name: "notes.txt", reason: "unsupported_type", what: "a picture named .txt" },
    {
      bytes: encode("<html><body>404</body></html>"),
      name: "price list.pdf",
      reason: "corrupt",
      what: "a failed download named .pdf",
    },
    { bytes: oldWord, name: "letter.docx", reason: "old_word_format", what: "an old .doc named .docx" },
    { bytes: encrypted, name: "letter.docx", reason: "password_unsupported", what: "a .docx with a password" },
    { bytes: encode("just text"), name: "letter.docx", reason: "corrupt", what: "text named .docx" },
    { bytes: encode("{}"), name: "data.json", reason: "unsupported_type", what: "an unknown extension" },
    { bytes: new Uint8Array(), name: "empty.txt", reason: "empty_file", what: "an empty file" },
  ])("$what: $reason", async ({ bytes, name, reason }) => {
    expect(await parse(bytes, name)).toMatchObject({ status: "failed", reason });
  });

  test("a PDF under any name is read as one, and a web page named .txt too", () => {
    expect(selectParser(SAMPLES.pdf!.bytes, "download").id).toBe("pdf");
    expect(selectParser(SAMPLES.html!.bytes, "page.txt").id).toBe("html");
  });
});
