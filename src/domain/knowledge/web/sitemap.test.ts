import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_SITEMAP_ENTRIES, parseSitemap } from "./sitemap";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const urlset = (entries: string) =>
  `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`;
const locations = (text: string) => parseSitemap(text)?.locations;

test("pages are those of <loc> in <url>, not of pictures or anything else", () => {
  const text = urlset(`
    <!-- <url><loc>https://s.example/commented</loc></url> -->
    <url><loc> https://s.example/a?x=1&amp;y=2 </loc><lastmod>2026-01-01</lastmod>
      <image:image><image:loc>https://s.example/a.png</image:loc></image:image>
      <xhtml:link rel="alternate" href="https://s.example/de"/></url>
    <url><loc><![CDATA[https://s.example/b?x=1&y=2]]></loc></url>
    <url><loc/></url><loc>https://s.example/loose</loc>
    <url><extra><loc>https://s.example/deeper</loc></extra></url>`);
  expect(parseSitemap(text)).toEqual({
    kind: "pages",
    locations: ["https://s.example/a?x=1&y=2", "https://s.example/b?x=1&y=2"],
    isCut: false,
  });
});

test("an index names further sitemaps", () => {
  const text = `${HEAD}<sitemapindex><sitemap><loc>https://s.example/1.xml.gz</loc></sitemap></sitemapindex>`;
  expect(parseSitemap(text)).toEqual({ kind: "sitemaps", locations: ["https://s.example/1.xml.gz"], isCut: false });
});

test("a prefix of the root is the prefix of its children", () => {
  expect(locations("<s:urlset><s:url><s:loc>https://s.example/a</s:loc><x:loc>b</x:loc></s:url></s:urlset>")).toEqual([
    "https://s.example/a",
  ]);
});

test("a text of one address per line is a sitemap, and any other text is none", () => {
  expect(locations("\uFEFFhttps://s.example/a\r\n\r\nhttp://s.example/b\n")).toEqual([
    "https://s.example/a",
    "http://s.example/b",
  ]);
  expect(parseSitemap("https://s.example/a\nand so on")).toBeUndefined();
  expect(parseSitemap("")).toBeUndefined();
});

test.each([
  "<!doctype html><html><body>Not found</body></html>",
  "<html><urlset><url><loc>https://s.example/a</loc></url></urlset></html>",
  "<rss><channel><link>https://s.example/</link></channel></rss>",
])("other documents are none: %s", (text) => expect(parseSitemap(text)).toBeUndefined());

test("what declares entities is refused, wherever the declaration stands", () => {
  const bomb = '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
  const entry = "<url><loc>https://s.example/&b;</loc></url>";
  expect(parseSitemap(`${HEAD}${bomb}<urlset>${entry}</urlset>`)).toBeUndefined();
  expect(parseSitemap(`<urlset>${bomb}${entry}</urlset>`)).toBeUndefined();
});

test("only the entities that XML is born with are resolved", () => {
  const text = urlset("<url><loc>https://s.example/&#x41;&#66;&lt;&eacute;&toString;&#x110000;</loc></url>");
  expect(locations(text)).toEqual(["https://s.example/AB<&eacute;&toString;&#x110000;"]);
});

test("no more than 50,000 entries are kept, and one more is told", () => {
  const entry = "<url><loc>https://s.example/a</loc></url>";
  expect(parseSitemap(urlset(entry.repeat(MAX_SITEMAP_ENTRIES)))).toMatchObject({ isCut: false });
  const cut = parseSitemap(urlset(entry.repeat(MAX_SITEMAP_ENTRIES + 10)));
  expect(cut?.locations).toHaveLength(MAX_SITEMAP_ENTRIES);
  expect(cut?.isCut).toBe(true);
  expect(parseSitemap("https://s.example/a\n".repeat(MAX_SITEMAP_ENTRIES + 1))?.isCut).toBe(true);
});

test("a document that ends early gives the entries before that", () => {
  expect(locations("<urlset><url><loc>https://s.example/a</loc></url><url><loc>https://s.exa")).toEqual([
    "https://s.example/a",
  ]);
});

test("every address comes back as it was written, encoded or as character data", () => {
  const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const address = fc
    .string({ unit: fc.constantFrom(..."abc/?&=;#<>'\"%é") })
    .map((path) => `https://s.example/${path}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(address, fc.boolean()), { maxLength: 8 }), (entries) => {
      const written = entries.map(
        ([url, isRaw]) => `<url><loc>${isRaw ? `<![CDATA[${url}]]>` : escapeXml(url)}</loc></url>`,
      );
      expect(locations(urlset(written.join("\n")))).toEqual(entries.map(([url]) => url));
    }),
  );
});

test("any text at all is answered, nested as deep as it may be", () => {
  const pieces = fc.constantFrom(
    "<urlset>",
    "<url>",
    "<loc>",
    "</loc>",
    "</url>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "<",
    ">",
    "<a/>",
    "x",
  );
  fc.assert(fc.property(fc.array(pieces), (all) => void parseSitemap(all.join(""))));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
      (text) => void parseSitemap(text),
    ),
  );
  const start = performance.now();
  parseSitemap(`<urlset>${"<a>".repeat(1_000_000)}`);
  parseSitemap(`<urlset>${"<!--".repeat(1_000_000)}`);
  parseSitemap(`<urlset><url><loc>${"&".repeat(2_000_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
