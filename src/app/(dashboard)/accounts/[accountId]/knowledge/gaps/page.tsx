import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { NoPermission } from "@/components/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { GapBoard } from "./_components/gap-board";
import { GapSkeleton } from "./_components/gap-skeleton";

export const metadata: Metadata = { title: "Knowledge gaps" };

/** What customers ask and the bot can't answer well, with what people answered instead. */
export default async function GapsPage({ params }: PageProps<"/accounts/[accountId]/knowledge/gaps">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("knowledge.read"))
    return <NoPermission what="see the knowledge gaps" who={whoMay(t, "knowledge.read")} />;
  void api.account.get.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Knowledge gaps"
          description="What customers asked in the last 90 days and the bot couldn't answer well. Answer a question once, and the bot answers the next customer who asks it."
        />
        <Suspense fallback={<GapSkeleton />}>
          <GapBoard accountId={accountId} />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}
