import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NoPermission } from "@/components/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { GapBoard } from "./_components/gap-board";
import { GapSkeleton } from "./_components/gap-skeleton";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("knowledge.gaps.title"),
});

/** What customers ask and the bot can't answer well, with what people answered instead. */
export default async function GapsPage({ params }: PageProps<"/accounts/[accountId]/knowledge/gaps">) {
  const { accountId } = await params;
  const t = await getTranslations();
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("knowledge.read"))
    return <NoPermission what={t("knowledge.gaps.seeThem")} who={whoMay(t, "knowledge.read")} />;
  void api.account.get.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title={t("knowledge.gaps.title")} description={t("knowledge.gaps.description")} />
        <Suspense fallback={<GapSkeleton />}>
          <GapBoard accountId={accountId} />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}
