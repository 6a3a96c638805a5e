import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { findPageAccount, HydrateClient } from "@/trpc/server";
import { AnalyticsBoard } from "./_components/analytics-board";

export const metadata: Metadata = { title: "Analytics" };

export default async function AnalyticsPage({ params }: PageProps<"/accounts/[accountId]/analytics">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("analytics.read"))
    return <NoPermission what="see the analytics" who={whoMay(t, "analytics.read")} />;
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title="Analytics" description="How conversations go, compared with the time just before." />
        <AnalyticsBoard accountId={accountId} />
      </PageBody>
    </HydrateClient>
  );
}
