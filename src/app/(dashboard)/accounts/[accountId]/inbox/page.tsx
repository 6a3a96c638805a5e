import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { api, drawnWith, HydrateClient } from "@/trpc/server";
import { InboxWelcome } from "./_components/inbox-welcome";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("inbox.title") };
}

/** The inbox with nothing chosen; on phones the list alone is shown. */
export default async function InboxPage({ params }: PageProps<"/accounts/[accountId]/inbox">) {
  const { accountId } = await params;
  await drawnWith(
    api.conversation.list.prefetch({ accountId, limit: 1 }),
    api.connection.get.prefetch({ accountId }),
    api.knowledge.list.prefetch({ accountId }),
  );
  return (
    <HydrateClient>
      <InboxWelcome accountId={accountId} />
    </HydrateClient>
  );
}
