import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Optional, Panel } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { AttentionList } from "./_components/attention-list";
import { SetUpPanel } from "./_components/set-up-panel";
import { TodayFigures } from "./_components/today-figures";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage({ params }: PageProps<"/accounts/[accountId]/home">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  const mayManage = account.permissions.includes("account.manage");
  void api.account.get.prefetch({ accountId });
  // Waited for: steps that came later would push everything down.
  await api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title={account.name} description="What needs you, and how today goes." />
        {mayManage && (
          <Optional>
            <SetUpPanel accountId={accountId} place="first" />
          </Optional>
        )}
        <Panel title="Needs you" description="What waits for somebody, customers first." skeleton={["h-12", "h-12"]}>
          <AttentionList accountId={accountId} />
        </Panel>
        <Panel title="Today" description="Since midnight where you are." skeleton={["h-24"]}>
          <TodayFigures accountId={accountId} />
        </Panel>
        {mayManage && (
          <Optional>
            <SetUpPanel accountId={accountId} place="last" />
          </Optional>
        )}
      </PageBody>
    </HydrateClient>
  );
}
