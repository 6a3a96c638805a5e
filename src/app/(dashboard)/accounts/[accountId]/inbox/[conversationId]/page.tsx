import type { Metadata } from "next";
import { Suspense } from "react";
import { api, getQueryClient, HydrateClient } from "@/trpc/server";
import { firstMessagesPage, messagesKey } from "./_components/messages-key";
import { Thread } from "./_components/thread";
import { ThreadSkeleton } from "./_components/thread-skeleton";

export const metadata: Metadata = { title: "Conversation" };

export default async function ConversationPage({ params }: PageProps<"/accounts/[accountId]/inbox/[conversationId]">) {
  const { accountId, conversationId } = await params;
  void api.conversation.get.prefetch({ accountId, conversationId });
  void getQueryClient().prefetchInfiniteQuery({
    queryKey: messagesKey(accountId, conversationId),
    queryFn: () => api.conversation.messages({ accountId, conversationId }),
    initialPageParam: firstMessagesPage,
  });
  return (
    <HydrateClient>
      <Suspense fallback={<ThreadSkeleton />}>
        {/* Another conversation starts afresh: its own scroll position, draft and side. */}
        <Thread key={conversationId} accountId={accountId} conversationId={conversationId} />
      </Suspense>
    </HydrateClient>
  );
}
