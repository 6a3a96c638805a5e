import { createTRPCClient, httpBatchLink, httpLink, isNonJsonSerializable, splitLink } from "@trpc/client";
import superjson from "superjson";
import { UPLOAD_HEADER } from "@/domain/access/upload-header";
import type { AppRouter } from "@/server/api/root";

/** A signed-in visitor without a browser: keeps cookies, and says it comes from Parley's own pages. For demo and tests. */
export function createApiClient(baseUrl: string) {
  const cookies = new Map<string, string>();
  const fetchWithCookies = async (input: RequestInfo | URL | string, init?: RequestInit): Promise<Response> => {
    const headers = new Headers(init?.headers);
    headers.set("origin", new URL(baseUrl).origin);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (init?.body instanceof FormData) headers.set(UPLOAD_HEADER, "1");
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/;\s*max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const options = { url: `${baseUrl}/api/trpc`, transformer: superjson, fetch: fetchWithCookies as typeof fetch };
  const trpc = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => isNonJsonSerializable(op.input),
        true: httpLink(options),
        false: httpBatchLink(options),
      }),
    ],
  });
  return {
    trpc,
    /** For a browser that should start signed in. */
    cookies: () => [...cookies].map(([name, value]) => ({ name, value })),
    async upload(accountId: string, name: string, bytes: Uint8Array<ArrayBuffer>) {
      const form = new FormData();
      form.set("accountId", accountId);
      form.set("file", new File([bytes], name));
      // The router reads a form and a JSON body through the same schema; only the form's type is unknown to it.
      return trpc.knowledge.upload.mutate(form as never);
    },
  };
}
export type ApiClient = ReturnType<typeof createApiClient>;
