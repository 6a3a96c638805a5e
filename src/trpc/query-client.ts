import { defaultShouldDehydrateQuery, QueryClient, type QueryClientConfig } from "@tanstack/react-query";
import superjson from "superjson";

/** One cache per request on the server, one per tab in the browser. */
export function createQueryClient(caches: Pick<QueryClientConfig, "queryCache" | "mutationCache"> = {}): QueryClient {
  return new QueryClient({
    ...caches,
    defaultOptions: {
      queries: {
        // Live events say what changed, so a query fetched on the server isn't fetched again on arrival.
        staleTime: 60_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
      dehydrate: {
        serializeData: superjson.serialize,
        // A pending query is streamed to the page: the server starts it, the page shows it when it is there.
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

/** What the server refused stays refused; what never arrived, or broke over there, may work a moment later. */
function isWorthRetrying(error: unknown): boolean {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  const status = typeof data === "object" && data !== null && "httpStatus" in data ? data.httpStatus : null;
  return typeof status !== "number" || status >= 500;
}
