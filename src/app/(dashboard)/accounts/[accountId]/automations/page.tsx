import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/no-permission";
import { Panel, PanelBoundary, Panels } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { FormPanel } from "./_components/form-panel";
import { HoursPanel } from "./_components/hours-panel";
import { RuleBoard } from "./_components/rule-board";
import { WebhookPanel } from "./_components/webhook-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t("automations.title") };
}

export default async function AutomationsPage({ params }: PageProps<"/accounts/[accountId]/automations">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  const t = await getTranslations();
  if (!account.permissions.includes("automation.read"))
    return <NoPermission what={t("automations.seeThem")} who={whoMay(t, "automation.read")} />;
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
        <BrowserMessages of={["automations", "conversation"]}>
          <Panels>
            <PanelBoundary>
              <RuleBoard accountId={accountId} />
            </PanelBoundary>
            <div className="mt-8">
              <Panel
                title={t("automations.panels.hours.title")}
                description={t("automations.panels.hours.description")}
              >
                <HoursPanel accountId={accountId} />
              </Panel>
              <Panel
                title={t("automations.panels.forms.title")}
                description={t("automations.panels.forms.description")}
              >
                <FormPanel accountId={accountId} />
              </Panel>
              {canManage && (
                <Panel
                  title={t("automations.panels.webhooks.title")}
                  description={t("automations.panels.webhooks.description")}
                >
                  <WebhookPanel accountId={accountId} />
                </Panel>
              )}
            </div>
          </Panels>
        </BrowserMessages>
      </PageBody>
    </HydrateClient>
  );
}
