"use client";
import { Optional } from "@/components/panel";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/trpc/react";
import { InviteButton } from "./invite-button";

export function TeamHeader({ accountId }: { accountId: string }) {
  return (
    <PageHeader
      title="Team"
      description="The people who look after this number with you, and what each of them may do."
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
