import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";

/** The prefix makes browsers refuse such a cookie from any other host, a subdomain included; it needs Secure. */
export const authCookieName = (isSecure: boolean): string => (isSecure ? "__Host-parley-auth" : "parley-auth");

export interface AuthClientOptions {
  transport: { url: string; anonKey: string; fetch: typeof fetch };
  cookies: Required<Pick<CookieMethodsServer, "getAll" | "setAll">>;
  /** Over TLS. Without it, on http://localhost, a Secure cookie would be dropped by some browsers. */
  isSecure: boolean;
}

/**
 * The Supabase client of one request. The session lives in cookies that no script can read: there is no browser client,
 * so nothing but the server needs them. Make a new one for each request; two people must never share one.
 */
export function createAuthClient({ transport, cookies, isSecure }: AuthClientOptions) {
  return createServerClient(transport.url, transport.anonKey, {
    global: { fetch: transport.fetch },
    cookieOptions: { name: authCookieName(isSecure), httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" },
    cookies,
  });
}

export type AuthClient = ReturnType<typeof createAuthClient>;
