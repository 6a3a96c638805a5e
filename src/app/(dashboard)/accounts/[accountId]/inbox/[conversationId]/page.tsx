import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { contactWords } from "@/domain/words/conversation";
import { api, findPageConversation, getQueryClient, HydrateClient } from "@/trpc/server";
import { firstMessagesPage, messagesKey } from "./_components/messages-key";
import { Thread } from "./_components/thread";
import { ThreadSkeleton } from "./_components/thread-skeleton";

type Props = PageProps<"/accounts/[accountId]/inbox/[conversationId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { accountId, conversationId } = await params;
  const conversation = await findPageConversation(accountId, conversationId);
  const t = await getTranslations();
  return { title: conversation ? contactWords(t, conversation) : t("inbox.thread.notFound") };
}

export default async function ConversationPage({ params }: Props) {
  const { accountId, conversationId } = await params;
  void api.conversation.get.prefetch({ accountId, conversationId });
  void api.note.list.prefetch({ accountId, conversationId });
  void api.shadow.draft.prefetch({ accountId, conversationId });
  void getQueryClient().prefetchInfiniteQuery({
    queryKey: messagesKey(accountId, conversationId),
    queryFn: () => api.conversation.messages({ accountId, conversationId }),
    initialPageParam: firstMessagesPage,
  });
  if (!(await findPageConversation(accountId, conversationId))) notFound();
  return (
    <HydrateClient>
      <Suspense fallback={<ThreadSkeleton />}>
        {/* Another conversation starts afresh: its own scroll position, draft and side. */}
        <Thread key={conversationId} accountId={accountId} conversationId={conversationId} />
      </Suspense>
    </HydrateClient>
  );
}
