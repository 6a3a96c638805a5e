import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { contactWords } from "@/domain/words/conversation";
import { api, findPageConversation, getQueryClient, HydrateClient } from "@/trpc/server";
import { firstMessagesPage, messagesKey } from "./_components/messages-key";
import { needsBrief } from "./_components/needs-brief";
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
  const key = { accountId, conversationId };
  const conversation = await findPageConversation(accountId, conversationId);
  if (!conversation) notFound();
  // Waited for: the thread comes whole with the page, and nothing arrives later and moves it.
  await Promise.all([
    api.account.get.prefetch({ accountId }),
    api.auth.me.prefetch(),
    api.conversation.get.prefetch(key),
    api.note.list.prefetch(key),
    api.shadow.draft.prefetch(key),
    needsBrief(conversation) && api.conversation.handover.prefetch(key),
    needsBrief(conversation) && api.automation.customer.prefetch(key),
    getQueryClient().prefetchInfiniteQuery({
      queryKey: messagesKey(accountId, conversationId),
      queryFn: () => api.conversation.messages(key),
      initialPageParam: firstMessagesPage,
    }),
  ]);
  return (
    <HydrateClient>
      {/* Drawn all at once: half a thread would be pushed up by the field below it. */}
      <Suspense fallback={<ThreadSkeleton />}>
        {/* Another conversation starts afresh: its own scroll position, draft and side. */}
        <Thread key={conversationId} accountId={accountId} conversationId={conversationId} />
      </Suspense>
    </HydrateClient>
  );
}
