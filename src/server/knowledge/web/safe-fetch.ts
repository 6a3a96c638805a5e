import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { checkPageUrl } from "@/domain/knowledge/web/url-policy";
import { fetchHop, type Hop, type HopAnswer, type Validators, type WebContent } from "./fetch-hop";
import type { WebNetwork } from "./network";
import { reasonOf, WebStop } from "./web-stop";

const MAX_REDIRECTS = 5;

export interface FetchLimits {
  /** From the first request to the last byte, redirects included, but not what `aroundHop` waits for. */
  totalMs: number;
  /** To connect to one of the site's addresses. */
  connectMs: number;
  /** Without a byte in either direction. */
  idleMs: number;
  /** Of the body, as it comes and decoded. */
  maxBytes: number;
}

export const DEFAULT_FETCH_LIMITS: FetchLimits = {
  totalMs: 20_000,
  connectMs: 5_000,
  idleMs: 10_000,
  maxBytes: 10 * 1024 * 1024,
};

export interface FetchDeps {
  /** `systemNetwork` anywhere but in tests. */
  network: WebNetwork;
  /** See userAgentOf. */
  userAgent: string;
  limits?: Partial<FetchLimits> | undefined;
}

export interface FetchRequest {
  url: string;
  /** Media types that are read; undefined: any. */
  mediaTypes?: readonly string[] | undefined;
  /** The version at hand, and the address it came from in the end; then the answer may be `not_modified`. */
  known?: (Validators & { url: string }) | undefined;
  /** Take the first `maxBytes` of a body that is longer, instead of refusing it. */
  isCutAtLimit?: boolean;
  maxBytes?: number;
  /** Rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Runs each request, that of every redirect too, when its turn has come; may refuse it by a WebStop. */
  aroundHop?: ((url: string, go: () => Promise<HopAnswer>) => Promise<HopAnswer>) | undefined;
}

export type FetchOutcome =
  | ({ kind: "content"; finalUrl: string } & WebContent)
  | { kind: "not_modified"; finalUrl: string }
  | {
      kind: "refused";
      reason: WebRefusal;
      /** Where it ended; after a redirect, not what was asked for. */
      url: string;
      /** Of the answer, when there was one. */
      status: number | undefined;
      retryAfterSeconds: number | undefined;
    };

/** Who we are, with an address at which people of a site can read what this is. */
export const userAgentOf = (version: string, aboutUrl: string | undefined): string =>
  `Parley/${version}${aboutUrl ? ` (+${aboutUrl})` : ""}`;

/**
 * Fetches one address of the public web, and never anything else: each address on the way, that of every redirect too,
 * is checked as text, resolved once, refused unless all it resolves to is public, and connected to as it was checked.
 * Whatever the site does, the answer is an outcome within the limits; it rejects only when the signal fires.
 */
export async function safeFetch(deps: FetchDeps, request: FetchRequest): Promise<FetchOutcome> {
  const limits = { ...DEFAULT_FETCH_LIMITS, ...deps.limits };
  const visited = new Set<string>();
  let leftMs = limits.totalMs;
  let url = request.url;
  try {
    for (;;) {
      url = nextUrl(url, visited);
      const hop = hopOf(deps, request, url, limits);
      const go = async () => {
        const start = performance.now();
        try {
          return await withinTime(leftMs, request.signal, (life) => fetchHop(url, hop, life));
        } finally {
          leftMs -= performance.now() - start;
        }
      };
      const answer = await (request.aroundHop?.(url, go) ?? go());
      if (answer.kind !== "redirect") return { ...answer, finalUrl: url };
      url = redirectTarget(url, answer.location);
    }
  } catch (error) {
    request.signal?.throwIfAborted();
    const { reason, detail } = reasonOf(error);
    return { kind: "refused", reason, url, status: detail.status, retryAfterSeconds: detail.retryAfterSeconds };
  }
}

function nextUrl(text: string, visited: Set<string>): string {
  const check = checkPageUrl(text);
  if (!check.ok) throw new WebStop(check.reason);
  if (visited.has(check.url) || visited.size > MAX_REDIRECTS) throw new WebStop("too_many_redirects");
  visited.add(check.url);
  return check.url;
}

/** From encrypted to unencrypted is refused: on that way, anybody could put words into a site's mouth. */
function redirectTarget(from: string, location: string): string {
  if (!URL.canParse(location, from)) throw new WebStop("unexpected_answer");
  const target = new URL(location, from);
  if (target.protocol === "http:" && from.startsWith("https:")) throw new WebStop("insecure_redirect");
  return target.href;
}

function hopOf(deps: FetchDeps, request: FetchRequest, url: string, limits: FetchLimits): Hop {
  const { network, userAgent } = deps;
  const { mediaTypes, known, isCutAtLimit = false, maxBytes = limits.maxBytes } = request;
  const hasValidators = known?.url === url && (known.etag !== null || known.lastModified !== null);
  const validators = hasValidators ? known : undefined;
  return { network, userAgent, mediaTypes, validators, limits: { ...limits, maxBytes, isCutAtLimit } };
}

/** Runs with a life that ends with the time or the signal; what it then rejects with is why it ended. */
async function withinTime<T>(
  ms: number,
  signal: AbortSignal | undefined,
  run: (life: AbortController) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const life = new AbortController();
  const alarm = setTimeout(() => life.abort(new WebStop("timeout")), Math.max(0, ms));
  const onAbort = () => life.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const result = await run(life);
    // A body without a length ends with its connection: cut by us, it looks whole.
    life.signal.throwIfAborted();
    return result;
  } catch (error) {
    // A connection that was cut says so in many ways; the reason for the cut is the one that counts.
    throw life.signal.aborted ? life.signal.reason : error;
  } finally {
    clearTimeout(alarm);
    signal?.removeEventListener("abort", onAbort);
  }
}
