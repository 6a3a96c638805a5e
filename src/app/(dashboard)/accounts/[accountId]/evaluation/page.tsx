import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient, prefetchTestRuns } from "@/trpc/server";
import { EvaluationBoard } from "./_components/evaluation-board";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("evaluation.page.title"),
});

export default async function EvaluationPage({ params }: PageProps<"/accounts/[accountId]/evaluation">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.account.get.prefetch({ accountId });
  void api.evaluation.list.prefetch({ accountId });
  const runs = await prefetchTestRuns(accountId);
  const shown = runs?.find(({ summary }) => summary !== null);
  if (shown) void api.evaluation.run.prefetch({ accountId, runId: shown.id });
  return (
    <HydrateClient>
      <BrowserMessages of={["evaluation", "answer"]}>
        <PageBody>
          <PageHeader title={t("evaluation.page.title")} description={t("evaluation.page.description")} />
          <Suspense fallback={<EvaluationSkeleton label={t("evaluation.page.loading")} />}>
            <EvaluationBoard accountId={accountId} />
          </Suspense>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}

function EvaluationSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="flex flex-col gap-6">
      <Skeleton className="h-24 rounded-card!" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
