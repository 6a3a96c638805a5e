import fc from "fast-check";
import { expect, test } from "vitest";
import { isAllowedByRobots, NO_ROBOTS_RULES, parseRobots } from "./robots";

const allows = (robots: string, path: string) => isAllowedByRobots(parseRobots(robots), `https://shop.example${path}`);
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
const forAll = (...lines: string[]) => ["User-agent: *", ...lines].join("\n");

test.each([
  ["Disallow: /", "/a", false, "everything"],
  ["Disallow:", "/a", true, "an empty line forbids nothing"],
  ["Disallow: /a", "/ab", false, "a prefix"],
  ["Disallow: /a", "/A", true, "letters count as they are"],
  ["Disallow: /a\nAllow: /a/b", "/a/b/c", true, "the longer one wins"],
  ["Allow: /a/b\nDisallow: /a", "/a/b/c", true, "wherever it stands"],
  ["Allow: /a\nDisallow: /a/b", "/a/b/c", false, "also against us"],
  ["Disallow: /a\nAllow: /a", "/a", true, "between equals, Allow"],
  ["Allow: /a\nDisallow: /a", "/a", true, "in either order"],
  ["Disallow: /*.pdf", "/a/b.pdf?x", false, "a star is anything"],
  ["Disallow: /*.pdf$", "/b.pdf", false, "a dollar is the end"],
  ["Disallow: /*.pdf$", "/b.pdf?x", true, "and nothing behind it"],
  ["Disallow: /a$b", "/a$b", false, "a dollar elsewhere is a dollar"],
  ["Disallow: /a$", "/a", false, "the whole path"],
  ["Disallow: /a$", "/ab", true, "and no longer one"],
  ["Disallow: /a*$", "/abc", false, "a star before the end"],
  ["Disallow: /*?", "/a?b", false, "the query is part of it"],
  ["Disallow: /a%2Ab", "/a*b", false, "an encoded star is a star"],
  ["Disallow: /a%2Ab", "/axb", true, "and nothing else"],
  ["Disallow: /%7Ejoe", "/~joe", false, "letters may be encoded"],
  ["Disallow: /größe", "/gr%c3%b6%c3%9fe", false, "and others need not be"],
  ["Disallow: /a%2fb", "/a/b", true, "but an encoded slash is no slash"],
  ["disallow : /a # not that", "/a", false, "spelled as people do"],
  ["Disallow: a", "/a", true, "a path begins with a slash"],
  ["Disallow: *a", "/ba", false, "or with a star"],
  ["Disallow: /", "/robots.txt", true, "except robots.txt itself"],
])("%j for %s: %s (%s)", (lines, path, allowed) => expect(allows(forAll(lines), path)).toBe(allowed));

test.each([
  ["User-agent: parley\nDisallow: /", false, "our name, however it is written"],
  ["User-agent: PARLEY/1.0\nDisallow: /", false, "with a version"],
  ["User-agent: ParleyBot\nDisallow: /", true, "but not a longer name"],
  ["User-agent: *\nDisallow: /\n\nUser-agent: Parley\nAllow: /", true, "our own group instead of everybody's"],
  ["User-agent: *\nDisallow: /\n\nUser-agent: Parley\nDisallow: /b", true, "and everybody's not in addition"],
  ["User-agent: other\nUser-agent: Parley\nDisallow: /", false, "several names in front of the same lines"],
  ["User-agent: Parley\nSitemap: /s\nUser-agent: other\nDisallow: /", false, "a sitemap between the names"],
  ["User-agent: Parley\nDisallow: /b\nUser-agent: other\nDisallow: /", true, "lines after another name are that one's"],
  [
    "User-agent: Parley\nDisallow: /b\nUser-agent: x\nDisallow: /c\nUser-agent: Parley\nDisallow: /a",
    false,
    "groups of one name are one",
  ],
  ["User-agent: other\nDisallow: /", true, "no group for us"],
  ["Disallow: /", true, "a rule for nobody"],
  ["<!doctype html><p>Not found", true, "no robots.txt at all"],
  ["\uFEFFUser-agent: *\r\nDisallow: /\r\n", false, "as Windows writes it"],
  ["User-agent: *\rDisallow: /\r", false, "as old Macs did"],
])("%j lets us read /a: %s (%s)", (robots, allowed) => expect(allows(robots, "/a")).toBe(allowed));

test("without a robots.txt everything may be read", () => {
  expect(isAllowedByRobots(NO_ROBOTS_RULES, "https://shop.example/a")).toBe(true);
});

test.each([
  ["User-agent: *\nCrawl-delay: 2.5", 2.5],
  ["User-agent: *\nCrawl-delay: 86400", 10],
  ["User-agent: *\nCrawl-delay: -1", undefined],
  ["User-agent: *\nCrawl-delay: soon", undefined],
  ["User-agent: other\nCrawl-delay: 9\nUser-agent: *\nDisallow: /x", undefined],
  ["User-agent: *\nCrawl-delay: 9\n\nUser-agent: Parley\nDisallow:", undefined],
])("%j asks for a wait of %s s", (robots, seconds) => expect(parseRobots(robots).crawlDelaySeconds).toBe(seconds));

test("sitemaps count wherever they stand", () => {
  const robots = "Sitemap: https://a.example/1.xml\nUser-agent: other\nSITEMAP: https://a.example/2.xml#x\nSitemap:";
  expect(parseRobots(robots).sitemaps).toEqual(["https://a.example/1.xml", "https://a.example/2.xml"]);
});

/** The rules as RFC 9309 tells them, by regular expressions: right, but slow on hostile patterns. */
function allowsByRegExp(rules: { isAllowed: boolean; pattern: string }[], path: string): boolean {
  const fits = rules.filter(({ pattern }) => {
    const body = pattern
      .replace(/\$$/, "")
      .replace(/[.?+^$()[\]{}|\\]/g, "\\$&")
      .replaceAll("*", "[^]*");
    return new RegExp(`^${body}${pattern.endsWith("$") ? "$" : ""}`).test(path);
  });
  const longest = Math.max(-1, ...fits.map(({ pattern }) => pattern.length));
  const deciding = fits.filter(({ pattern }) => pattern.length === longest);
  return deciding.length === 0 || deciding.some(({ isAllowed }) => isAllowed);
}

test("the answer is that of the rules read as regular expressions", () => {
  const piece = fc.string({ unit: fc.constantFrom("a", "b", "/", "."), maxLength: 6 });
  const pattern = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([pieces, isAnchored]) => `/${pieces.join("*")}${isAnchored ? "$" : ""}`);
  const rule = fc.record({ isAllowed: fc.boolean(), pattern });
  const path = fc
    .string({ unit: fc.constantFrom("a", "b", "c", "/"), maxLength: 12 })
    .map((rest) => `/x${rest}`.replace("x", ""));
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), path, (rules, where) => {
      const text = forAll(...rules.map((one) => `${one.isAllowed ? "Allow" : "Disallow"}: ${one.pattern}`));
      // The host keeps `//` from becoming another host.
      expect(allows(text, where)).toBe(allowsByRegExp(rules, new URL(`https://shop.example${where}`).pathname));
    }),
    { numRuns: 3000 },
  );
});

test("beyond 2000 patterns with stars, those that forbid end at their star and those that allow are dropped", () => {
  const many = "Disallow: /x*y\n".repeat(2000);
  expect(allows(forAll(many, "Disallow: /a*z"), "/ab")).toBe(false);
  expect(allows(forAll("Disallow: /a*z", many), "/ab")).toBe(true);
  expect(allows(forAll("Disallow: /", many, "Allow: /a*b"), "/ab")).toBe(false);
  expect(allows(forAll(many, "Allow: /ab", "Disallow: /a"), "/ab")).toBe(true);
});

test("any text at all is read, and no 500 KiB of patterns hold us up (regular expressions would take for ever)", () => {
  fc.assert(fc.property(anyText, (text) => void allows(text, "/a")));
  const path = `/${"a".repeat(2000)}`;
  const hostile = [`${"*a".repeat(500)}b`, `*${"a".repeat(500)}b${"a".repeat(500)}`, "*aaab", "*ababababab", "*a*a*b"];
  for (const pattern of hostile) {
    const line = `Disallow: /${pattern}\n`;
    const robots = parseRobots(forAll(line.repeat(Math.floor((500 * 1024) / line.length))));
    const start = performance.now();
    isAllowedByRobots(robots, `https://shop.example${path}`);
    expect(performance.now() - start).toBeLessThan(3000);
  }
});
