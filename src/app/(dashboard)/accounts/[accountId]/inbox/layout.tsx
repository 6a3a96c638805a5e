import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { ConversationPane } from "./_components/conversation-pane";

export default async function InboxLayout({ children, params }: LayoutProps<"/accounts/[accountId]/inbox">) {
  const { accountId } = await params;
  // Waited for: the browser goes on with exactly what the server drew.
  await Promise.all([
    api.conversation.list.prefetchInfinite({ accountId, filter: "all" }),
    api.inboxView.list.prefetch({ accountId }),
  ]);
  return (
    <HydrateClient>
      <BrowserMessages of={["inbox", "conversation", "answer"]}>
        <div className="flex h-full">
          <ConversationPane accountId={accountId} />
          {children}
        </div>
      </BrowserMessages>
    </HydrateClient>
  );
}
