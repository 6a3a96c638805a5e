import type { Metadata } from "next";
import { Panel, Panels } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { InvitationPanel } from "./_components/invitation-panel";
import { MemberPanel } from "./_components/member-panel";
import { RoleTable } from "./_components/role-table";
import { TeamHeader } from "./_components/team-header";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params }: PageProps<"/accounts/[accountId]/team">) {
  const { accountId } = await params;
  void api.account.get.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  // Others are told that they may not see them.
  if ((await findPageAccount(accountId))?.permissions.includes("team.manage"))
    void api.team.invitations.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <TeamHeader accountId={accountId} />
        <Panels>
          <div className="flex flex-col border-b">
            <Panel title="Members" description="Who works on this account.">
              <MemberPanel accountId={accountId} />
            </Panel>
            <Panel title="Invitations" description="Who was asked and hasn't answered.">
              <InvitationPanel accountId={accountId} />
            </Panel>
            <Panel title="Roles" description="What each may do. The server checks it at every step.">
              <RoleTable />
            </Panel>
          </div>
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
