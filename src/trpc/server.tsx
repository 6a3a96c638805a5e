import "server-only";
import { defaultShouldDehydrateQuery } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { inferRouterOutputs } from "@trpc/server";
import { headers } from "next/headers";
import { cache } from "react";
import superjson from "superjson";
import type { AppRouter, createCaller } from "@/server/api/root";
import { createQueryClient } from "./query-client";

type Caller = ReturnType<typeof createCaller>;
type Outputs = inferRouterOutputs<AppRouter>;

/** The part of the runtime that pages may reach: procedures, called as whoever asks for the page. */
interface PageRuntime {
  createCaller(headers: Headers): Promise<Caller>;
}

function runtime(): PageRuntime {
  // Never imported: Next bundles its own copy of every module, and a copy has no database.
  const live = (globalThis as { [key: symbol]: PageRuntime | undefined })[Symbol.for("parley.runtime")];
  if (!live) throw new Error("Pages are served by Parley's own server; start it with npm start or npm run dev.");
  return live;
}

const callerOfRequest = cache(async () => {
  // Before the runtime: it tells the build, which has none, that the page can only be made per request.
  const requestHeaders = await headers();
  return runtime().createCaller(new Headers(requestHeaders));
});

/** Looks like a caller at once and becomes one with the first call: the request's headers are only known then. */
function lazyCaller(path: readonly string[] = []): unknown {
  return new Proxy(() => undefined, {
    get: (_target, key) => (typeof key === "string" && key !== "then" ? lazyCaller([...path, key]) : undefined),
    apply: async (_target, _this, [input]: unknown[]) => {
      const caller: unknown = await callerOfRequest();
      const procedure = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
      return (procedure as (input: unknown) => Promise<unknown>)(input);
    },
  });
}

export const getQueryClient = cache(() =>
  createQueryClient({
    defaultOptions: {
      dehydrate: {
        serializeData: superjson.serialize,
        // A pending query is streamed to the page: the server starts it, the page shows it when it is there.
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  }),
);
export const { trpc: api, HydrateClient } = createHydrationHelpers<AppRouter>(lazyCaller() as Caller, getQueryClient);

/**
 * Waits for what a page is drawn with, so that a whole page is drawn at once: streamed behind it, its parts would be shown
 * a second later, between its scripts. Whoever comes from another page of ours sees the page's shape meanwhile. What
 * fails is asked for again by the browser, which tells what is wrong.
 * @param prefetches none of them rejects
 */
export async function drawnWith(...prefetches: readonly Promise<unknown>[]): Promise<void> {
  const isFromOtherPage = (await headers()).get("sec-fetch-dest") === "empty";
  if (!isFromOtherPage) await Promise.all(prefetches);
}

/**
 * The runs of an account's test questions, on their way to the page like everything that is prefetched. Undefined when
 * they couldn't be read: then the page asks for them itself, and shows what is wrong.
 */
export async function prefetchTestRuns(accountId: string): Promise<Outputs["evaluation"]["runs"] | undefined> {
  await api.evaluation.runs.prefetch({ accountId });
  const [prefetched] = getQueryClient().getQueriesData<Outputs["evaluation"]["runs"]>({
    queryKey: [["evaluation", "runs"]],
  });
  return prefetched?.[1];
}

/** The account of a page; undefined to a stranger and at a wrong address alike. */
export const findPageAccount = cache(
  (accountId: string): Promise<Outputs["account"]["get"] | undefined> => unlessMissing(api.account.get({ accountId })),
);

/** The conversation of a page; undefined when there is none, or none in this account. */
export const findPageConversation = cache(
  (accountId: string, conversationId: string): Promise<Outputs["conversation"]["get"] | undefined> =>
    unlessMissing(api.conversation.get({ accountId, conversationId })),
);

/** The document of a page; undefined when there is none, or none in this account. */
export const findPageDocument = cache(
  (accountId: string, documentId: string): Promise<Outputs["knowledge"]["reading"] | undefined> =>
    unlessMissing(api.knowledge.reading({ accountId, documentId })),
);

async function unlessMissing<Output>(answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    // By code, not instanceof: the error comes from the other copy of the module.
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") return undefined;
    throw error;
  }
}
