import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OptionalPanel, Panel, Panels } from "@/components/panel";
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
  void api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title={account.name} description="What needs you, and how today goes." />
        <Panels>
          {mayManage && (
            <OptionalPanel>
              <SetUpPanel accountId={accountId} place="first" />
            </OptionalPanel>
          )}
          <Panel title="Needs you" description="What waits for somebody, customers first.">
            <AttentionList accountId={accountId} />
          </Panel>
          <Panel title="Today" description="Since midnight where you are.">
            <TodayFigures accountId={accountId} />
          </Panel>
          {mayManage && (
            <OptionalPanel>
              <SetUpPanel accountId={accountId} place="last" />
            </OptionalPanel>
          )}
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
