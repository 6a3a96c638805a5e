import type { Metadata } from "next";
import { api, HydrateClient } from "@/trpc/server";
import { InboxWelcome } from "./_components/inbox-welcome";

export const metadata: Metadata = { title: "Inbox" };

/** The inbox with nothing chosen; on phones the list alone is shown. */
export default async function InboxPage({ params }: PageProps<"/accounts/[accountId]/inbox">) {
  const { accountId } = await params;
  void api.conversation.list.prefetch({ accountId, limit: 1 });
  void api.connection.get.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  return (
    <HydrateClient>
      <InboxWelcome accountId={accountId} />
    </HydrateClient>
  );
}
