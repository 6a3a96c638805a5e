import fc from "fast-check";
import { expect, test } from "vitest";
import { asParsersRead, pageTitle } from "./page-content";

const bytes = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding);

test.each<[string, string | null, string]>([
  [
    "<title>Returns &amp; <b>refunds</b>\n of  goods</title>",
    "Returns & <b>refunds</b> of goods",
    "on one line, marks and all",
  ],
  ["<svg><title>Cart</title></svg><title>Shop</title>", "Cart", "the first one"],
  ["<title>Shop</title><svg><title>Cart</title></svg>", "Shop", "and only that"],
  ["<title> \u200b </title>", null, "nothing but spaces is none"],
  ["<p>Hello</p>", null, "none"],
  [`<title>${"x".repeat(5000)}`, "x".repeat(200), "a long one is cut"],
])("the title of %j is %j: %s", (html, title) => expect(pageTitle(bytes(html), "text/html")).toBe(title));

test("a title is read in the encoding that the page has", () => {
  const cyrillic = Buffer.concat([
    bytes('<meta charset="windows-1251"><title>'),
    Buffer.from([0xcf, 0xf0]),
    bytes("</title>"),
  ]);
  expect(pageTitle(cyrillic, "text/html")).toBe("Пр");
  expect(pageTitle(bytes("\uFEFF<title>Größe</title>", "utf16le"), "text/html")).toBe("Größe");
  expect(pageTitle(bytes('\uFEFF<meta charset="windows-1251"><title>Größe</title>'), "application/xhtml+xml")).toBe(
    "Größe",
  );
  expect(pageTitle(bytes("<meta charset=klingon><title>Größe</title>"), "text/html")).toBe("Größe");
});

test("other formats have no title here", () => {
  expect(pageTitle(bytes("<title>x</title>"), "text/plain")).toBeNull();
  expect(pageTitle(bytes("%PDF-1.7 <title>x</title>"), "application/pdf")).toBeNull();
});

test("text becomes UTF-8 when its server declares another encoding that fits it, and is left alone otherwise", () => {
  const latin = bytes("Größe", "latin1");
  expect(Buffer.from(asParsersRead(latin, "text/plain", "iso-8859-1")).toString()).toBe("\uFEFFGröße");
  for (const [mediaType, charset] of [
    ["text/plain", undefined],
    ["text/plain", "utf-8"],
    ["text/plain", "shift_jis-of-sorts"],
    ["application/pdf", "iso-8859-1"],
  ] as const)
    expect(asParsersRead(latin, mediaType, charset)).toBe(latin);
  const marked = bytes("\uFEFFGröße");
  expect(asParsersRead(marked, "text/html", "iso-8859-1")).toBe(marked);
  // Declared wrongly: not a single byte of it is believed.
  const odd = Buffer.from([0xff]);
  expect(asParsersRead(odd, "text/html", "euc-jp")).toBe(odd);
});

test("any bytes at all have a title or none", () => {
  fc.assert(fc.property(fc.uint8Array(), (any) => void pageTitle(any, "text/html")));
});
