import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { MAX_ROBOTS_BYTES, NO_ROBOTS_RULES, parseRobots, type RobotsRules } from "@/domain/knowledge/web/robots";
import type { FetchOutcome } from "./safe-fetch";

/** What a site's robots.txt says, or why nothing of the site may be fetched now. */
export type RobotsAnswer = { rules: RobotsRules } | { refusal: WebRefusal };

/** Fetches a robots.txt: any type, of a longer one the beginning. */
export type FetchRobots = (request: { url: string; maxBytes: number; isCutAtLimit: true }) => Promise<FetchOutcome>;

/** The robots.txt of each site that a crawl comes by, asked for once. */
export class SiteRobots {
  readonly #answers = new Map<string, Promise<RobotsAnswer>>();

  constructor(private readonly fetchRobots: FetchRobots) {}

  /** For the site that an address stands on: scheme and host, each with a robots.txt of its own. */
  of(url: string): Promise<RobotsAnswer> {
    const { origin } = new URL(url);
    const asked = this.#answers.get(origin) ?? this.#ask(origin);
    this.#answers.set(origin, asked);
    return asked;
  }

  async #ask(origin: string): Promise<RobotsAnswer> {
    const url = `${origin}/robots.txt`;
    const outcome = await this.fetchRobots({ url, maxBytes: MAX_ROBOTS_BYTES, isCutAtLimit: true });
    if (outcome.kind === "content") return { rules: parseRobots(new TextDecoder().decode(outcome.bytes)) };
    if (outcome.kind === "not_modified") return { refusal: "robots_unreachable" };
    if (meansNone(outcome)) return { rules: NO_ROBOTS_RULES };
    // The site itself can't be reached, which is the better news; elsewhere, it is only its robots.txt.
    const isSite = outcome.url.startsWith(`${origin}/`) && CONCERNS_SITE.has(outcome.reason);
    return { refusal: isSite ? outcome.reason : "robots_unreachable" };
  }
}

/** RFC 9309, 2.3.1: refusing or not having it, or redirecting too often, means that everything may be read. */
const meansNone = ({ status = 0, reason }: { status: number | undefined; reason: WebRefusal }) =>
  // Too many requests is no answer to the question.
  (status >= 400 && status < 500 && status !== 429) || reason === "too_many_redirects";
const CONCERNS_SITE = new Set<WebRefusal>([
  "private_address",
  "name_not_found",
  "unreachable",
  "bad_certificate",
  "busy",
]);
