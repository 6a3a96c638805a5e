import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/no-permission";
import { PanelBoundary } from "@/components/panel";
import { PageBody } from "@/components/ui/page-header";
import { whoMay } from "@/domain/words/role";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { AuditLog } from "./_components/audit-log";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params }: PageProps<"/accounts/[accountId]/audit">) {
  const { accountId } = await params;
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  if (!account.permissions.includes("audit.read"))
    return <NoPermission what="read the audit log" who={whoMay("audit.read")} />;
  void api.audit.list.prefetch({ accountId });
  void api.team.members.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PanelBoundary>
          <AuditLog accountId={accountId} />
        </PanelBoundary>
      </PageBody>
    </HydrateClient>
  );
}
