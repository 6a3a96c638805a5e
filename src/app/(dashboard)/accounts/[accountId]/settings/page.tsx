import type { Metadata } from "next";
import { Panel, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api, HydrateClient } from "@/trpc/server";
import { DeletePanel } from "./_components/delete-panel";
import { ExportPanel } from "./_components/export-panel";
import { KeepPanel } from "./_components/keep-panel";
import { LeavePanel } from "./_components/leave-panel";
import { NamePanel } from "./_components/name-panel";
import { OwnershipPanel } from "./_components/ownership-panel";
import { SavedRepliesPanel } from "./_components/saved-replies-panel";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/accounts/[accountId]/settings">) {
  const { accountId } = await params;
  void api.account.get.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  void api.retention.get.prefetch({ accountId });
  void api.savedReply.list.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Settings"
          description="What this account is called, what its team says often, how long things are kept, and who it belongs to."
        />
        <Panels>
          <div className="flex flex-col border-b">
            <Panel title="Name" description="For you and your team; customers don't see it.">
              <NamePanel accountId={accountId} />
            </Panel>
            <Panel title="Saved replies" description="What your team writes again and again, under a short name.">
              <SavedRepliesPanel accountId={accountId} />
            </Panel>
            <Panel title="How long conversations are kept" description="What goes by itself, and what stays.">
              <KeepPanel accountId={accountId} />
            </Panel>
            <Panel title="Export" description="A copy of what this account holds.">
              <ExportPanel accountId={accountId} />
            </Panel>
            <Panel title="Ownership" description="Hand the account over to a colleague.">
              <OwnershipPanel accountId={accountId} />
            </Panel>
            <Panel title="Leave" description="Your own way out of this team.">
              <LeavePanel accountId={accountId} />
            </Panel>
            <Panel title="Delete" description="The account and everything in it.">
              <DeletePanel accountId={accountId} />
            </Panel>
          </div>
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
