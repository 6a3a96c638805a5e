import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/no-permission";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { DraftBar } from "./_components/draft-bar";
import { ProviderPanel } from "./_components/provider-panel";
import { SettingsEditor } from "./_components/settings-editor";
import { ShadowPanel } from "./_components/shadow-panel";
import { TryDraft } from "./_components/try-draft";
import { VersionList } from "./_components/version-list";

export const metadata: Metadata = { title: "AI settings" };

export default async function AiPage({ params }: PageProps<"/accounts/[accountId]/ai">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("config.read"))
    return <NoPermission what="see the AI settings" who={whoMay(t, "config.read")} />;
  void api.account.get.prefetch({ accountId });
  void api.config.read.prefetch({ accountId });
  void api.automation.forms.prefetch({ accountId });
  void api.modelProvider.read.prefetch({ accountId });
  void api.shadow.agreement.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="AI settings"
          description="How the bot sounds, what it stays away from, and when it answers. Customers notice nothing until you publish."
        />
        <Panels>
          <PanelBoundary>
            <DraftBar accountId={accountId} />
          </PanelBoundary>
          <div className="mt-4">
            <Panel
              title="Shadow mode"
              description="Let people check the bot before it answers alone. It counts at once."
            >
              <ShadowPanel accountId={accountId} />
            </Panel>
            <Panel title="Model provider" description="Whose model writes the answers. It counts at once.">
              <ProviderPanel accountId={accountId} />
            </Panel>
            <SettingsEditor accountId={accountId} />
            <Panel title="Try the draft" description="What it would change, before anybody is answered with it.">
              <TryDraft accountId={accountId} />
            </Panel>
            <Panel title="Versions" description="Everything that was ever published. Each can come back.">
              <VersionList accountId={accountId} />
            </Panel>
          </div>
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
