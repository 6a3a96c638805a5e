import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/no-permission";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { FormPanel } from "./_components/form-panel";
import { HoursPanel } from "./_components/hours-panel";
import { RuleBoard } from "./_components/rule-board";
import { WebhookPanel } from "./_components/webhook-panel";

export const metadata: Metadata = { title: "Automations" };

export default async function AutomationsPage({ params }: PageProps<"/accounts/[accountId]/automations">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("automation.read"))
    return <NoPermission what="see automations" who={whoMay(t, "automation.read")} />;
  const canManage = account.permissions.includes("automation.manage");
  void api.account.get.prefetch({ accountId });
  void api.automation.list.prefetch({ accountId });
  void api.automation.forms.prefetch({ accountId });
  void api.automation.files.prefetch({ accountId });
  void api.automation.hours.prefetch({ accountId });
  if (canManage) void api.automation.webhookKey.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <Panels>
          <PanelBoundary>
            <RuleBoard accountId={accountId} />
          </PanelBoundary>
          <div className="mt-8">
            <Panel title="Business hours" description="When somebody is there, for rules that go by it.">
              <HoursPanel accountId={accountId} />
            </Panel>
            <Panel title="Forms" description="Questions that a rule asks one after the other.">
              <FormPanel accountId={accountId} />
            </Panel>
            {canManage && (
              <Panel title="Other systems" description="How a system that a rule calls knows that it is Parley.">
                <WebhookPanel accountId={accountId} />
              </Panel>
            )}
          </div>
        </Panels>
      </PageBody>
    </HydrateClient>
  );
}
