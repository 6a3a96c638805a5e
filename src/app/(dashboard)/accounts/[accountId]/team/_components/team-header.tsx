"use client";
import { useTranslations } from "next-intl";
import { Optional } from "@/components/panel";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/trpc/react";
import { InviteButton } from "./invite-button";

export function TeamHeader({ accountId }: { accountId: string }) {
  const t = useTranslations();
  return (
    <PageHeader
      title={t("team.title")}
      description={t("team.description")}
      action={
        <Optional>
          <InviteForManagers accountId={accountId} />
        </Optional>
      }
    />
  );
}

function InviteForManagers({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("team.manage")) return null;
  return <InviteButton accountId={accountId} ownRole={account.role} />;
}
