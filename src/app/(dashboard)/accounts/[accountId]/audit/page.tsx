import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NoPermission } from "@/components/no-permission";
import { PanelBoundary } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { AuditLog } from "./_components/audit-log";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations())("audit.title") });

export default async function AuditPage({ params }: PageProps<"/accounts/[accountId]/audit">) {
  const { accountId } = await params;
  const t = await getTranslations();
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("audit.read"))
    return <NoPermission what={t("audit.noPermission")} who={whoMay(t, "audit.read")} />;
  void api.audit.list.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  return (
    <HydrateClient>
      <BrowserMessages of={["audit"]}>
        <PageBody>
          <PanelBoundary>
            <AuditLog accountId={accountId} />
          </PanelBoundary>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}
