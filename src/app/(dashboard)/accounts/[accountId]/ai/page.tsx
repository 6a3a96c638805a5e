import type { Metadata } from "next";
import { Panel } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api, HydrateClient } from "@/trpc/server";
import { ShadowPanel } from "./_components/shadow-panel";

export const metadata: Metadata = { title: "AI" };

export default async function AiPage({ params }: PageProps<"/accounts/[accountId]/ai">) {
  const { accountId } = await params;
  void api.account.get.prefetch({ accountId });
  void api.shadow.agreement.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title="AI" description="How the bot answers, and how much of it your team looks at first." />
        <Panel title="Shadow mode" description="Let people check the bot before it answers alone.">
          <ShadowPanel accountId={accountId} />
        </Panel>
      </PageBody>
    </HydrateClient>
  );
}
