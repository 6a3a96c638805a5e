import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";

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
export async function createAuthClient({ transport, cookies, isSecure }: AuthClientOptions) {
  let isReady = false;
  const client = createServerClient(transport.url, transport.anonKey, {
    global: { fetch: transport.fetch },
    cookieOptions: { name: authCookieName(isSecure), httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" },
    cookies: { getAll: () => (isReady ? cookies.getAll() : []), setAll: cookies.setAll },
  });
  // A new client loads the session on its own account: it would refresh one that is being replaced by a sign-in, and
  // print a stack trace for each that has ended. It finds none, and whoever asks afterwards finds the real one.
  await initialSessionRead(client);
  isReady = true;
  return client;
}

export type AuthClient = Awaited<ReturnType<typeof createAuthClient>>;

/** Listeners are told in the order they came, so the client's own one is through when ours is called. */
function initialSessionRead({ auth }: Pick<SupabaseClient, "auth">): Promise<void> {
  return new Promise((resolve) => {
    const { data } = auth.onAuthStateChange((event) => {
      if (event !== "INITIAL_SESSION") return;
      data.subscription.unsubscribe();
      resolve();
    });
  });
}
