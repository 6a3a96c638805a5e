import type { Metadata } from "next";
import { Suspense } from "react";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, HydrateClient } from "@/trpc/server";
import { KnowledgeBoard } from "./_components/knowledge-board";

export const metadata: Metadata = { title: "Knowledge" };

export default async function KnowledgePage({ params }: PageProps<"/accounts/[accountId]/knowledge">) {
  const { accountId } = await params;
  void api.knowledge.list.prefetch({ accountId });
  void api.knowledge.web.list.prefetch({ accountId });
  void api.account.get.prefetch({ accountId });
  void api.knowledge.preparation.prefetch({ accountId });
  void api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Knowledge"
          description="What the bot answers from: documents, web pages and answers of yours. What isn't in them, it doesn't claim."
        />
        <Suspense fallback={<KnowledgeSkeleton />}>
          <KnowledgeBoard accountId={accountId} />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}

function KnowledgeSkeleton() {
  return (
    <SkeletonGroup label="Loading documents" className="flex flex-col gap-6">
      <Skeleton className="h-32 rounded-card" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
