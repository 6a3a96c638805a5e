import type { Metadata } from "next";
import { notFound } from "next/navigation";
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
  return { title: conversation ? contactWords(conversation) : "Not found" };
}

export default async function ConversationPage({ params }: Props) {
  const { accountId, conversationId } = await params;
  const key = { accountId, conversationId };
  const conversation = await findPageConversation(accountId, conversationId);
  if (!conversation) notFound();
  const messages = messagesKey(accountId, conversationId);
  // Waited for: the thread is in the first picture, and nothing comes later and moves it.
  await Promise.all([
    api.account.get.prefetch({ accountId }),
    api.auth.me.prefetch(),
    api.conversation.get.prefetch(key),
    api.note.list.prefetch(key),
    api.shadow.draft.prefetch(key),
    needsBrief(conversation) && api.conversation.handover.prefetch(key),
    needsBrief(conversation) && api.automation.customer.prefetch(key),
    getQueryClient().prefetchInfiniteQuery({
      queryKey: messages,
      queryFn: () => api.conversation.messages(key),
      initialPageParam: firstMessagesPage,
    }),
  ]);
  // Another conversation starts afresh: its own scroll position, draft and side.
  const thread = <Thread key={conversationId} accountId={accountId} conversationId={conversationId} />;
  // Something that may wait would be sent as a skeleton first, even when nothing is left to wait for.
  const isWhole = getQueryClient().getQueryData(messages) !== undefined;
  return (
    <HydrateClient>{isWhole ? thread : <Suspense fallback={<ThreadSkeleton />}>{thread}</Suspense>}</HydrateClient>
  );
}
