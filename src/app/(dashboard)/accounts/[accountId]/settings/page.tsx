import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Panel, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { DeletePanel } from "./_components/delete-panel";
import { ExportPanel } from "./_components/export-panel";
import { KeepPanel } from "./_components/keep-panel";
import { LeavePanel } from "./_components/leave-panel";
import { NamePanel } from "./_components/name-panel";
import { OwnershipPanel } from "./_components/ownership-panel";
import { SavedRepliesPanel } from "./_components/saved-replies-panel";
import { TagsPanel } from "./_components/tags-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("settings.title") };
}

export default async function SettingsPage({ params }: PageProps<"/accounts/[accountId]/settings">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.account.get.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  void api.retention.get.prefetch({ accountId });
  void api.savedReply.list.prefetch({ accountId });
  void api.automation.tags.prefetch({ accountId });
  return (
    <HydrateClient>
      <BrowserMessages of={["settings", "conversation"]}>
        <PageBody>
          <PageHeader title={t("settings.title")} description={t("settings.description")} />
          <Panels>
            <div className="flex flex-col border-b">
              <Panel title={t("settings.name.title")} description={t("settings.name.description")}>
                <NamePanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.savedReplies.title")} description={t("settings.savedReplies.description")}>
                <SavedRepliesPanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.tags.title")} description={t("settings.tags.description")}>
                <TagsPanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.keep.title")} description={t("settings.keep.description")}>
                <KeepPanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.export.title")} description={t("settings.export.description")}>
                <ExportPanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.ownership.title")} description={t("settings.ownership.description")}>
                <OwnershipPanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.leave.title")} description={t("settings.leave.description")}>
                <LeavePanel accountId={accountId} />
              </Panel>
              <Panel title={t("settings.delete.title")} description={t("settings.delete.description")}>
                <DeletePanel accountId={accountId} />
              </Panel>
            </div>
          </Panels>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}
