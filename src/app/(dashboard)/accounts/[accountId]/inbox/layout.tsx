import { Suspense } from "react";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { ConversationPane } from "./_components/conversation-pane";
import { ListSkeleton } from "./_components/list-skeleton";

export default async function InboxLayout({ children, params }: LayoutProps<"/accounts/[accountId]/inbox">) {
  const { accountId } = await params;
  // Waited for: the browser goes on with exactly what the server drew.
  await api.conversation.list.prefetchInfinite({ accountId, filter: "all" });
  return (
    <HydrateClient>
      <BrowserMessages of={["inbox", "conversation", "answer"]}>
        <div className="flex h-full">
          <Suspense fallback={<ListSkeleton />}>
            <ConversationPane accountId={accountId} />
          </Suspense>
          {children}
        </div>
      </BrowserMessages>
    </HydrateClient>
  );
}
