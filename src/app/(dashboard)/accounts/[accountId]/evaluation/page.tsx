import type { Metadata } from "next";
import { Suspense } from "react";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, HydrateClient, prefetchTestRuns } from "@/trpc/server";
import { EvaluationBoard } from "./_components/evaluation-board";

export const metadata: Metadata = { title: "Test questions" };

export default async function EvaluationPage({ params }: PageProps<"/accounts/[accountId]/evaluation">) {
  const { accountId } = await params;
  void api.account.get.prefetch({ accountId });
  void api.evaluation.list.prefetch({ accountId });
  const runs = await prefetchTestRuns(accountId);
  const shown = runs?.find(({ summary }) => summary !== null);
  if (shown) void api.evaluation.run.prefetch({ accountId, runId: shown.id });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Test questions"
          description="Questions with what should come of them. Run them before and after a change to see what got better or worse. Nothing is sent to anybody."
        />
        <Suspense fallback={<EvaluationSkeleton />}>
          <EvaluationBoard accountId={accountId} />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}

function EvaluationSkeleton() {
  return (
    <SkeletonGroup label="Loading test questions" className="flex flex-col gap-6">
      <Skeleton className="h-24 rounded-card" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
