import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { ConnectionPanel } from "./_components/connection-panel";
import { HealthPanel } from "./_components/health-panel";
import { MissedPanel } from "./_components/missed-panel";
import { PacingNote } from "./_components/pacing-note";
import { SafetyPanel } from "./_components/safety-panel";
import { SettingsPanel } from "./_components/settings-panel";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations())("connection.page.title"),
});

export default async function ConnectionPage({ params }: PageProps<"/accounts/[accountId]/connection">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.connection.get.prefetch({ accountId });
  void api.connection.health.prefetch({ accountId });
  void api.connection.safety.prefetch({ accountId });
  void api.connection.settings.prefetch({ accountId });
  void api.conversation.missed.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  void api.home.overview.prefetch({ accountId });
  return (
    <HydrateClient>
      <BrowserMessages of={["connection", "home"]}>
        <PageBody>
          <PageHeader title={t("connection.page.title")} description={t("connection.page.description")} />
          <Panels>
            <PanelBoundary>
              <ConnectionPanel accountId={accountId} />
            </PanelBoundary>
            <div className="mt-9 flex flex-col border-b md:mt-11">
              <Panel title={t("connection.missed.title")} description={t("connection.missed.description")}>
                <MissedPanel accountId={accountId} />
              </Panel>
              <Panel title={t("connection.health.title")} description={t("connection.health.description")}>
                <HealthPanel accountId={accountId} />
              </Panel>
              <Panel title={t("connection.safety.title")} description={t("connection.safety.description")}>
                <SafetyPanel accountId={accountId} />
              </Panel>
              <Panel title={t("connection.settings.title")} description={t("connection.settings.description")}>
                <SettingsPanel accountId={accountId} />
              </Panel>
            </div>
            <PacingNote />
          </Panels>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}
