import type { IncomingMessage, ServerResponse } from "node:http";
import type { TLSSocket } from "node:tls";
import { parseCookieHeader, type SetAllCookies, serializeCookieHeader } from "@supabase/ssr";

export type CookieToSet = Parameters<SetAllCookies>[0][number];

/** What signing in needs of a request and its response. One per request. */
export interface HttpPort {
  /** The request's cookies, as they stand after changes made while it is served. */
  readCookies(): { name: string; value: string }[];
  /**
   * Adds cookies and headers to the response, whatever it turns out to be (redirects included), and to the request
   * itself, so that what runs later in it sees the new session.
   */
  writeCookies(cookies: CookieToSet[], headers: Record<string, string>): void;
  /** The browser came over TLS, so cookies may be marked Secure. */
  readonly isSecure: boolean;
  /** Where the request came from, for rate limits; null when unknown. */
  readonly clientAddress: string | null;
  /** What the browser says it is; null when it doesn't. At most 400 characters. */
  readonly userAgent: string | null;
}

export interface HttpPortOptions {
  /** The address people open; https makes cookies Secure even though a proxy in front ended the TLS connection. */
  publicUrl?: string;
  /** True only when a proxy of ours sets `X-Forwarded-For`: anybody else could write what they like into it. */
  isBehindProxy?: boolean;
}

/** The port over node's request and response. */
export function httpCookies(req: IncomingMessage, res: ServerResponse, options: HttpPortOptions = {}): HttpPort {
  return {
    readCookies: () => parseCookieHeader(req.headers.cookie ?? ""),
    writeCookies(cookies, headers) {
      req.headers.cookie = withCookies(req.headers.cookie ?? "", cookies);
      // An event stream has sent its headers long ago. Nothing breaks: the previous refresh token is accepted once more.
      if (res.headersSent) return;
      const pending = [res.getHeader("set-cookie") ?? []].flat().map(String);
      res.setHeader("Set-Cookie", withSetCookies(pending, cookies));
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    },
    isSecure: isHttps(options) || (req.socket as Partial<TLSSocket>).encrypted === true,
    clientAddress: forwardedAddress(req.headers["x-forwarded-for"], options) ?? req.socket.remoteAddress ?? null,
    userAgent: cutUserAgent(req.headers["user-agent"]),
  };
}

/** The port over plain Headers, for handlers in the style of fetch: pass the response's headers, then send them. */
export function headersCookies(request: Headers, response: Headers, options: HttpPortOptions = {}): HttpPort {
  return {
    readCookies: () => parseCookieHeader(request.get("cookie") ?? ""),
    writeCookies(cookies, headers) {
      request.set("cookie", withCookies(request.get("cookie") ?? "", cookies));
      const pending = withSetCookies(response.getSetCookie(), cookies);
      response.delete("set-cookie");
      for (const line of pending) response.append("set-cookie", line);
      for (const [name, value] of Object.entries(headers)) response.set(name, value);
    },
    isSecure: isHttps(options),
    clientAddress: forwardedAddress(request.get("x-forwarded-for") ?? undefined, options) ?? null,
    userAgent: cutUserAgent(request.get("user-agent") ?? undefined),
  };
}

/** Longer ones are made up, and the text is stored. */
const cutUserAgent = (header: string | undefined) => header?.slice(0, 400) || null;

const isHttps = (options: HttpPortOptions) => options.publicUrl?.startsWith("https:") ?? false;

/** The last entry is the one our own proxy added; those before it are the client's word. */
function forwardedAddress(header: string | string[] | undefined, options: HttpPortOptions): string | undefined {
  if (!options.isBehindProxy) return undefined;
  return [header ?? []].flat().join(",").split(",").at(-1)?.trim() || undefined;
}

/** A Cookie header with some cookies replaced; an empty value or a lifetime of 0 removes one. */
function withCookies(header: string, cookies: CookieToSet[]): string {
  const jar = new Map(parseCookieHeader(header).map(({ name, value }) => [name, value]));
  for (const { name, value, options } of cookies) {
    if (value === "" || options.maxAge === 0) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** Set-Cookie lines, the newest of each name only: a session refreshed and then ended in one request must stay ended. */
function withSetCookies(pending: string[], cookies: CookieToSet[]): string[] {
  const lines = new Map(pending.map((line) => [line.slice(0, line.indexOf("=")), line]));
  for (const { name, value, options } of cookies) {
    lines.delete(name);
    lines.set(name, serializeCookieHeader(name, value, options));
  }
  return [...lines.values()];
}
