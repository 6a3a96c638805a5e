import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { BrowserMessages } from "@/i18n/browser-messages";
import { findPageAccount } from "@/trpc/server";
import { BoardWithFigures } from "./_components/board-with-figures";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("analytics.title") };
}

export default async function AnalyticsPage({ params, searchParams }: PageProps<"/accounts/[accountId]/analytics">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  const t = await getTranslations();
  if (!account.permissions.includes("analytics.read"))
    return <NoPermission what={t("analytics.seeThem")} who={whoMay(t, "analytics.read")} />;
  return (
    <PageBody>
      <PageHeader title={t("analytics.title")} description={t("analytics.description")} />
      <BrowserMessages of={["analytics"]}>
        <BoardWithFigures accountId={accountId} address={searchParams} />
      </BrowserMessages>
    </PageBody>
  );
}
