import type { AuthError } from "@supabase/supabase-js";
import { authCookieName, createAuthClient } from "./client";
import type { HttpPort } from "./http";
import type { AuthTransport } from "./transport";
import { toAppError } from "./words";

/** The client of one request, and what turns its errors into ours. */
export async function connect(transport: AuthTransport, http: HttpPort) {
  let retryAfterMs: number | undefined;
  const send = transport.fetchFor(http.clientAddress);
  const client = await createAuthClient({
    transport: {
      url: transport.url,
      anonKey: transport.anonKey,
      // The client drops the headers of a refusal, and only they say how long to wait.
      fetch: async (input, init) => {
        const response = await send(input, init);
        const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
        if (Number.isFinite(seconds)) retryAfterMs = seconds * 1000;
        return response;
      },
    },
    cookies: { getAll: () => http.readCookies(), setAll: (cookies, headers) => http.writeCookies(cookies, headers) },
    isSecure: http.isSecure,
  });
  const refuse = (error: AuthError): never => {
    throw toAppError(error, retryAfterMs);
  };
  return { client, refuse };
}

/** The same request without its cookies: what is done with it leaves the browser's session as it is. */
export function withoutCookies(http: HttpPort): HttpPort {
  let jar: { name: string; value: string }[] = [];
  const { isSecure, clientAddress, userAgent } = http;
  return {
    isSecure,
    clientAddress,
    userAgent,
    readCookies: () => jar,
    writeCookies: (cookies) => {
      jar = [
        ...jar.filter(({ name }) => cookies.every((cookie) => cookie.name !== name)),
        ...cookies.filter(({ value }) => value !== ""),
      ];
    },
  };
}

/** The session's own cookie or, when it is large, its numbered pieces. */
export function hasSessionCookie(http: HttpPort): boolean {
  const name = authCookieName(http.isSecure);
  return http.readCookies().some((cookie) => cookie.name === name || cookie.name.startsWith(`${name}.`));
}

/** Cookies that the client leaves behind: the secret of a flow begun in mail, which the link itself proves. */
export const dropVerifiers = (http: HttpPort): void => dropCookies(http, (name) => name.endsWith("-code-verifier"));

export function dropCookies(http: HttpPort, isDropped: (name: string) => boolean): void {
  const prefix = authCookieName(http.isSecure);
  const options = { path: "/", maxAge: 0, httpOnly: true, secure: http.isSecure, sameSite: "lax" } as const;
  const dropped = http.readCookies().filter(({ name }) => name.startsWith(prefix) && isDropped(name));
  if (dropped.length > 0)
    http.writeCookies(
      dropped.map(({ name }) => ({ name, value: "", options })),
      { "Cache-Control": "private, no-cache, no-store, must-revalidate, max-age=0" },
    );
}
