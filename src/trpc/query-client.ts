import { QueryClient, type QueryClientConfig } from "@tanstack/react-query";
import { readWire } from "./wire";

/** One cache per request on the server, one per tab in the browser. */
export function createQueryClient({ defaultOptions, ...caches }: QueryClientConfig = {}): QueryClient {
  return new QueryClient({
    ...caches,
    defaultOptions: {
      ...defaultOptions,
      queries: {
        // Live events say what changed, so a query fetched on the server isn't fetched again on arrival.
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
      hydrate: { deserializeData: readWire },
    },
  });
}

/** What the server refused stays refused; what never arrived, or broke over there, may work a moment later. */
function isWorthRetrying(error: unknown): boolean {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  const status = typeof data === "object" && data !== null && "httpStatus" in data ? data.httpStatus : null;
  return typeof status !== "number" || status >= 500;
}
