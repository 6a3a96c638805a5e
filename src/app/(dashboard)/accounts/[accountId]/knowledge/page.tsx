import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, HydrateClient } from "@/trpc/server";
import { KnowledgeBoard } from "./_components/knowledge-board";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("knowledge.page.title"),
});

export default async function KnowledgePage({ params }: PageProps<"/accounts/[accountId]/knowledge">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.knowledge.list.prefetch({ accountId });
  void api.knowledge.web.list.prefetch({ accountId });
  void api.account.get.prefetch({ accountId });
  void api.knowledge.preparation.prefetch({ accountId });
  void api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title={t("knowledge.page.title")} description={t("knowledge.page.description")} />
        <Suspense fallback={<KnowledgeSkeleton label={t("knowledge.page.loading")} />}>
          <KnowledgeBoard accountId={accountId} />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}

function KnowledgeSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="flex flex-col gap-6">
      <Skeleton className="h-32 rounded-card!" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
