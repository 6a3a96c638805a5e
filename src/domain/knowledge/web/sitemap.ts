/** Sitemaps as sitemaps.org describes them: XML of pages, XML of further sitemaps, or a text of one address per line. */

export const MAX_SITEMAP_ENTRIES = 50_000;

export interface Sitemap {
  /** What its entries are. */
  kind: "pages" | "sitemaps";
  /** As written, in order, at most 50,000; nobody has checked that they are addresses. */
  locations: string[];
  /** There were more entries. */
  isCut: boolean;
}

/**
 * Reads a sitemap; undefined for anything else, such as a web page. Not an XML parser, for good: it knows tags and the
 * five entities that XML is born with, so that nothing a document declares can grow, and one that declares anything is
 * refused. One pass, whatever stands there.
 */
export function parseSitemap(text: string): Sitemap | undefined {
  const content = text.replace(/^\uFEFF/, "").trimStart();
  return content.startsWith("<") ? parseXml(content) : parseLines(content);
}

function parseLines(content: string): Sitemap | undefined {
  const lines = content.split(/\r\n|\r|\n/).map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  // A text about something else has other lines as well.
  if (filled.length === 0 || !filled.every((line) => /^https?:\/\/\S+$/i.test(line))) return undefined;
  return cut("pages", filled);
}

const cut = (kind: Sitemap["kind"], locations: string[]): Sitemap => ({
  kind,
  locations: locations.slice(0, MAX_SITEMAP_ENTRIES),
  isCut: locations.length > MAX_SITEMAP_ENTRIES,
});

const ROOTS = {
  urlset: { kind: "pages", entry: "url" },
  sitemapindex: { kind: "sitemaps", entry: "sitemap" },
} as const;

function parseXml(content: string): Sitemap | undefined {
  const open: string[] = [];
  const locations: string[] = [];
  let root: { kind: Sitemap["kind"]; path: string } | undefined;
  let location: string | undefined;
  for (const token of xmlTokens(content)) {
    if (token.kind === "declaration") return undefined;
    if (token.kind === "text") {
      if (location !== undefined) location += token.text;
    } else if (token.kind === "open") {
      open.push(token.name);
      root ??= rootOf(token.name);
      if (!root) return undefined;
      if (open.length === 3 && open.join(" ") === root.path) location = "";
      if (open.length > MAX_DEPTH) return undefined;
    } else if (open.pop() !== token.name) {
      return root && cut(root.kind, locations);
    } else if (location !== undefined && open.length === 2) {
      if (location.trim() !== "") locations.push(location.trim());
      location = undefined;
      if (locations.length > MAX_SITEMAP_ENTRIES) break;
    }
  }
  return root && cut(root.kind, locations);
}

/** Extensions for pictures and videos nest a few levels; more is an attack or a mistake. */
const MAX_DEPTH = 20;

/** `<urlset>`, or with a prefix that its children then bear too; `<image:loc>` inside is somebody else's. */
function rootOf(name: string) {
  const [, prefix = "", local = ""] = /^([^:]*:)?(.*)$/.exec(name) ?? [];
  if (local !== "urlset" && local !== "sitemapindex") return undefined;
  const { kind, entry } = ROOTS[local];
  return { kind, path: `${name} ${prefix}${entry} ${prefix}loc` };
}

type XmlToken = { kind: "open" | "close"; name: string } | { kind: "text"; text: string } | { kind: "declaration" };

/** Ends where the text stops being XML. */
function* xmlTokens(xml: string): Generator<XmlToken> {
  let position = 0;
  while (position < xml.length) {
    const start = xml.indexOf("<", position);
    if (start < 0) return;
    if (start > position) yield { kind: "text", text: decodeEntities(xml.slice(position, start)) };
    const [opening, closing] = MARKUP.find(([mark]) => xml.startsWith(mark, start)) ?? ["<", ">"];
    const end = xml.indexOf(closing, start + opening.length);
    if (end < 0) return;
    const inside = xml.slice(start + opening.length, end);
    position = end + closing.length;
    if (opening === "<![CDATA[") yield { kind: "text", text: inside };
    else if (opening === "<!") yield { kind: "declaration" };
    else if (opening === "</") yield { kind: "close", name: inside.trim() };
    else if (opening === "<") yield* elementTokens(inside);
  }
}

/** Longer ones first: each begins with a shorter one. */
const MARKUP = [
  ["<![CDATA[", "]]>"],
  ["<!--", "-->"],
  ["<!", ">"],
  ["<?", "?>"],
  ["</", ">"],
] as const;

/** An attribute with a `>` in its value ends the tag too early; the rest is text of no importance. */
function* elementTokens(inside: string): Generator<XmlToken> {
  const name = /^[^\s/]+/.exec(inside)?.[0] ?? "";
  yield { kind: "open", name };
  if (inside.endsWith("/")) yield { kind: "close", name };
}

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** What is no entity that XML is born with stays as it is written. */
const decodeEntities = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (written, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? written;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
