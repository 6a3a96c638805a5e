/** The Robots Exclusion Protocol, RFC 9309. */
import { normalizePercentEncoding } from "./percent-encoding";

/** What a site calls us in its robots.txt, and the first word of our User-Agent. */
export const PRODUCT_TOKEN = "Parley";

/** The part of a robots.txt that is read; what comes after it counts as not written (RFC 9309, 2.5). */
export const MAX_ROBOTS_BYTES = 500 * 1024;

/** Longer waits would make a site of a few hundred pages last for days. */
const MAX_CRAWL_DELAY_SECONDS = 10;

/** Of the rules for us. Trying each on each page must take milliseconds, whatever a hostile site writes. */
const MAX_WILDCARD_RULES = 2000;

interface RobotsRule {
  isAllowed: boolean;
  /** Normalised; `*` stands for anything, `$` at its end for the end of the path. */
  pattern: string;
}

export interface RobotsRules {
  /** Those for us. */
  rules: RobotsRule[];
  /** How long to wait between two requests, at most 10 s; undefined when the site doesn't say. */
  crawlDelaySeconds: number | undefined;
  /** As written; nobody has checked that they are addresses. */
  sitemaps: string[];
}

/** For a site without a robots.txt. */
export const NO_ROBOTS_RULES: RobotsRules = { rules: [], crawlDelaySeconds: undefined, sitemaps: [] };

interface Group {
  isNamed: boolean;
  rules: RobotsRule[];
  wildcardRules: number;
  crawlDelaySeconds: number | undefined;
}

const emptyGroup = (): Group => ({ isNamed: false, rules: [], wildcardRules: 0, crawlDelaySeconds: undefined });

/** Reads a robots.txt for a product; lines that make no sense are passed over. */
export function parseRobots(text: string, productToken: string = PRODUCT_TOKEN): RobotsRules {
  const reader = new RobotsReader(productToken.toLowerCase());
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const [, key, value] = /^\s*([a-z-]+)\s*:(.*)$/i.exec(line.replace(/#.*$/, "")) ?? [];
    if (key !== undefined && value !== undefined) reader.read(key.toLowerCase(), value.trim());
  }
  return reader.finish();
}

class RobotsReader {
  /** Groups of one name are one group, wherever they stand. */
  readonly #ours = emptyGroup();
  readonly #everybodys = emptyGroup();
  readonly #sitemaps: string[] = [];
  /** Those that the lines at hand are about. */
  readonly #current = new Set<Group>();
  /** Names that follow each other share the rules below them; a name after a rule begins anew. */
  #isNaming = false;

  constructor(private readonly token: string) {}

  read(key: string, value: string): void {
    if (key === "user-agent") this.#name(value.toLowerCase());
    else if (key === "allow" || key === "disallow") this.#rule(key === "allow", value);
    else if (key === "crawl-delay") this.#delay(Number(value));
    else if (key === "sitemap" && value !== "") this.#sitemaps.push(value);
  }

  finish(): RobotsRules {
    const { rules, crawlDelaySeconds } = this.#ours.isNamed ? this.#ours : this.#everybodys;
    return { rules, crawlDelaySeconds, sitemaps: this.#sitemaps };
  }

  #name(agent: string): void {
    if (!this.#isNaming) this.#current.clear();
    this.#isNaming = true;
    // What follows a product's name, such as its version, doesn't belong to it.
    const isOurs = /^[a-z_-]+/.exec(agent)?.[0] === this.token;
    const group = isOurs ? this.#ours : agent === "*" ? this.#everybodys : undefined;
    if (!group) return;
    group.isNamed = true;
    this.#current.add(group);
  }

  #rule(isAllowed: boolean, path: string): void {
    this.#isNaming = false;
    if (path === "") return;
    for (const group of this.#current) this.#add(group, isAllowed, normalizePattern(path));
  }

  /** Beyond the limit, a pattern ends at its first star, so that it forbids more and allows nothing. */
  #add(group: Group, isAllowed: boolean, pattern: string): void {
    if (pattern.includes("*") && ++group.wildcardRules > MAX_WILDCARD_RULES) {
      if (!isAllowed) group.rules.push({ isAllowed, pattern: pattern.replace(/\*.*$/, "") });
    } else group.rules.push({ isAllowed, pattern });
  }

  /** Concerns the names above it alone: a line of another's group must not slow us down. */
  #delay(seconds: number): void {
    if (!(seconds >= 0)) return;
    for (const group of this.#current) group.crawlDelaySeconds = Math.min(seconds, MAX_CRAWL_DELAY_SECONDS);
  }
}

/** Whether a page may be fetched: the longest pattern that fits decides, and between equals the one that allows. */
export function isAllowedByRobots({ rules }: RobotsRules, url: string): boolean {
  const { pathname, search } = new URL(url);
  if (pathname === "/robots.txt") return true;
  const path = normalizePath(pathname + search);
  let best: RobotsRule | undefined;
  for (const rule of rules) {
    const length = best?.pattern.length ?? -1;
    const isStronger = rule.pattern.length > length || (rule.pattern.length === length && rule.isAllowed);
    if (isStronger && matchesPattern(path, rule.pattern)) best = rule;
  }
  return best?.isAllowed ?? true;
}

/** `*` and `$` of a path are no wildcards, and a pattern that means them writes `%2A` and `%24`. */
const normalizePath = (path: string) => normalizePercentEncoding(path).replaceAll("*", "%2A").replaceAll("$", "%24");
const normalizePattern = (pattern: string) => normalizePercentEncoding(pattern).replace(/\$(?!$)/g, "%24");

/** Each piece between wildcards is looked for once, from left to right: no pattern makes that slow. */
function matchesPattern(path: string, pattern: string): boolean {
  const isAnchored = pattern.endsWith("$");
  const [first = "", ...pieces] = (isAnchored ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  const last = isAnchored ? pieces.pop() : undefined;
  let position = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  if (!isAnchored) return true;
  if (last === undefined) return position === path.length;
  return path.length - last.length >= position && path.endsWith(last);
}
