"use client";
import { MutationCache, QueryCache, type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, httpSubscriptionLink, isNonJsonSerializable, splitLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { UPLOAD_HEADER } from "@/domain/access/upload-header";
import { LANGUAGE_HEADER } from "@/domain/words/languages";
import type { AppRouter } from "@/server/api/root";
import { isSessionOver } from "./errors";
import { createQueryClient } from "./query-client";
import { readWire, type Wire, writeWire } from "./wire";

export const api = createTRPCReact<AppRouter>();
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Takes whoever lost the session to the sign-in page, and back afterwards. */
function leaveWhenSessionIsOver(error: unknown) {
  if (typeof window === "undefined" || !isSessionOver(error)) return;
  const { pathname, search } = window.location;
  if (pathname.startsWith("/sign-")) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

const createTabQueryClient = () =>
  createQueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSessionIsOver }),
    mutationCache: new MutationCache({ onError: leaveWhenSessionIsOver }),
  });

let tabQueryClient: QueryClient | undefined;
function getQueryClient(): QueryClient {
  if (typeof window === "undefined") return createTabQueryClient();
  tabQueryClient ??= createTabQueryClient();
  return tabQueryClient;
}

// Relative: only browsers come this way. A page rendered on the server gets its data from the caller in server.tsx.
const transformer = { serialize: writeWire, deserialize: (wire: Wire) => readWire(wire) };
const target = { url: "/api/trpc", transformer };
/** Refusals are told in the language of the page. */
const headers = () => ({ [LANGUAGE_HEADER]: document.documentElement.lang });

const createClient = () =>
  api.createClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink(target),
        false: splitLink({
          condition: (operation) => isNonJsonSerializable(operation.input),
          // A form can't share a batch with anything else.
          true: httpLink({ ...target, headers: () => ({ ...headers(), [UPLOAD_HEADER]: "1" }) }),
          false: httpBatchLink({ ...target, headers }),
        }),
      }),
    ],
  });

export function TRPCReactProvider({ children }: { children: React.ReactNode }) {
  const queryClient = getQueryClient();
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <api.Provider client={client} queryClient={queryClient}>
        {children}
      </api.Provider>
    </QueryClientProvider>
  );
}
