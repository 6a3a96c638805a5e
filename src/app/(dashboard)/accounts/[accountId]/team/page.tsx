import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Panel, Panels } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { InvitationPanel } from "./_components/invitation-panel";
import { MemberPanel } from "./_components/member-panel";
import { RoleTable } from "./_components/role-table";
import { TeamHeader } from "./_components/team-header";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations())("team.title") });

export default async function TeamPage({ params }: PageProps<"/accounts/[accountId]/team">) {
  const { accountId } = await params;
  const t = await getTranslations();
  void api.account.get.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  // Others are told that they may not see them.
  if ((await findPageAccount(accountId))?.permissions.includes("team.manage"))
    void api.team.invitations.prefetch({ accountId });
  return (
    <HydrateClient>
      <BrowserMessages of={["team"]}>
        <PageBody>
          <TeamHeader accountId={accountId} />
          <Panels>
            <div className="flex flex-col border-b">
              <Panel title={t("team.members.title")} description={t("team.members.description")}>
                <MemberPanel accountId={accountId} />
              </Panel>
              <Panel title={t("team.invitations.title")} description={t("team.invitations.description")}>
                <InvitationPanel accountId={accountId} />
              </Panel>
              <Panel title={t("team.roles.title")} description={t("team.roles.description")}>
                <RoleTable />
              </Panel>
            </div>
          </Panels>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}
