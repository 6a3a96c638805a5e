import type { Metadata } from "next";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api, HydrateClient } from "@/trpc/server";
import { ConnectionPanel } from "./_components/connection-panel";
import { HealthPanel } from "./_components/health-panel";
import { MissedPanel } from "./_components/missed-panel";
import { PacingNote } from "./_components/pacing-note";
import { SafetyPanel } from "./_components/safety-panel";
import { SettingsPanel } from "./_components/settings-panel";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: PageProps<"/accounts/[accountId]/connection">) {
  const { accountId } = await params;
  void api.connection.get.prefetch({ accountId });
  void api.connection.health.prefetch({ accountId });
  void api.connection.safety.prefetch({ accountId });
  void api.connection.settings.prefetch({ accountId });
  void api.conversation.missed.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  void api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Connection"
          description="Links the WhatsApp number on which customers write to this account."
        />
        <Panels>
          <PanelBoundary>
            <ConnectionPanel accountId={accountId} />
          </PanelBoundary>
          <div className="mt-9 flex flex-col border-b md:mt-11">
            <Panel title="Missed while offline" description="Messages that nobody has answered.">
              <MissedPanel accountId={accountId} />
            </Panel>
            <Panel title="Health" description="How well the connection holds.">
              <HealthPanel accountId={accountId} />
            </Panel>
            <Panel
              title="Number safety"
              description="How likely WhatsApp is to restrict the number, judged by what was sent."
            >
              <SafetyPanel accountId={accountId} />
            </Panel>
            <Panel title="Settings" description="How the number behaves on WhatsApp.">
              <SettingsPanel accountId={accountId} />
            </Panel>
          </div>
          <PacingNote />
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
