import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/no-permission";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, drawnWith, findPageAccount, HydrateClient } from "@/trpc/server";
import { DraftBar } from "./_components/draft-bar";
import { ProviderPanel } from "./_components/provider-panel";
import { SettingsEditor } from "./_components/settings-editor";
import { ShadowPanel } from "./_components/shadow-panel";
import { TryDraft } from "./_components/try-draft";
import { VersionList } from "./_components/version-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("ai.title") };
}

export default async function AiPage({ params }: PageProps<"/accounts/[accountId]/ai">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  const t = await getTranslations();
  if (!account.permissions.includes("config.read"))
    return <NoPermission what={t("ai.seeThem")} who={whoMay(t, "config.read")} />;
  await drawnWith(
    api.account.get.prefetch({ accountId }),
    api.config.read.prefetch({ accountId }),
    api.automation.forms.prefetch({ accountId }),
    api.modelProvider.read.prefetch({ accountId }),
    api.shadow.agreement.prefetch({ accountId }),
  );
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader title={t("ai.title")} description={t("ai.description")} />
        <BrowserMessages of={["ai", "answer", "conversation", "evaluation"]}>
          <Panels>
            <PanelBoundary>
              <DraftBar accountId={accountId} />
            </PanelBoundary>
            <div className="mt-4">
              <Panel title={t("ai.panels.shadow.title")} description={t("ai.panels.shadow.description")}>
                <ShadowPanel accountId={accountId} />
              </Panel>
              <Panel title={t("ai.panels.provider.title")} description={t("ai.panels.provider.description")}>
                <ProviderPanel accountId={accountId} />
              </Panel>
              <SettingsEditor accountId={accountId} />
              <Panel title={t("ai.panels.tryDraft.title")} description={t("ai.panels.tryDraft.description")}>
                <TryDraft accountId={accountId} />
              </Panel>
              <Panel title={t("ai.panels.versions.title")} description={t("ai.panels.versions.description")}>
                <VersionList accountId={accountId} />
              </Panel>
            </div>
          </Panels>
        </BrowserMessages>
      </PageBody>
    </HydrateClient>
  );
}
