"use client";
import { useTranslations } from "next-intl";
import { whoMay } from "@/domain/words/role";
import { api } from "@/trpc/react";
import { MemberRow } from "./member-row";

/** Everybody of the team; who may change that finds the means at each row. */
export function MemberPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [members] = api.team.members.useSuspenseQuery({ accountId });
  const mayManage = account.permissions.includes("team.manage");
  return (
    <div className="flex flex-col gap-4">
      {!mayManage && <p className="text-ink-soft">{t("team.members.whoManages", { who: whoMay(t, "team.manage") })}</p>}
      <ul aria-label={t("team.members.title")} className="flex flex-col divide-y divide-line border-y">
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            accountId={accountId}
            member={member}
            ownRole={account.role}
            ownerCount={members.filter(({ role }) => role === "owner").length}
            mayManage={mayManage}
          />
        ))}
      </ul>
    </div>
  );
}
