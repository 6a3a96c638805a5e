import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { Playground } from "./_components/playground";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("playground.title") };
}

export default async function PlaygroundPage({ params }: PageProps<"/accounts/[accountId]/playground">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.account.get.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  return (
    <HydrateClient>
      <Suspense
        fallback={
          <SkeletonGroup label={t("playground.loading")} className="p-10">
            <Skeleton className="h-64 rounded-card!" />
          </SkeletonGroup>
        }
      >
        <BrowserMessages of={["playground", "answer"]}>
          <Playground accountId={accountId} />
        </BrowserMessages>
      </Suspense>
    </HydrateClient>
  );
}
