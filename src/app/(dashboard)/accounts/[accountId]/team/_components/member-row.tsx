"use client";
import { UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { Tooltip } from "@/components/ui/tooltip";
import type { Role } from "@/domain/access/roles";
import { grantableRoles } from "@/domain/access/team-rules";
import { initials } from "@/domain/words/initials";
import { roleWords } from "@/domain/words/role";
import type { MessageKey } from "@/domain/words/translate";
import { type Member, nameOf, useMembers } from "./use-members";

interface MemberRowProps {
  accountId: string;
  member: Member;
  ownRole: Role;
  ownerCount: number;
  mayManage: boolean;
}

export function MemberRow({ accountId, member, ownRole, ownerCount, mayManage }: MemberRowProps) {
  const t = useTranslations();
  const fixed = mayManage ? whyFixed(member, { ownRole, ownerCount }) : null;
  const isChangeable = mayManage && fixed === null;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <Avatar initials={initials(nameOf(member))} />
      <div className="flex min-w-0 flex-1 basis-48 flex-col">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{nameOf(member)}</span>
          {member.isYou && <Badge>{t("team.members.you")}</Badge>}
        </p>
        <p className="flex min-w-0 flex-wrap gap-x-2 text-ink-faint text-sm">
          {member.name && <span className="truncate">{member.email}</span>}
          <LastSeen date={member.lastSeenAt} />
        </p>
      </div>
      {isChangeable ? (
        <MemberActions accountId={accountId} member={member} ownRole={ownRole} />
      ) : (
        <p className="flex flex-col max-sm:basis-full max-sm:ps-13 sm:items-end sm:px-2.5 sm:text-end">
          <span className="text-ink-soft">{roleWords(t, member.role).label}</span>
          {fixed && <span className="text-ink-faint text-sm">{t(fixed)}</span>}
        </p>
      )}
    </li>
  );
}

function LastSeen({ date }: { date: Date | null }) {
  const t = useTranslations();
  if (!date) return <span>{t("team.members.notSeen")}</span>;
  return <span>{t.rich("team.members.lastHere", { time: () => <LocalTime date={date} as="moment" /> })}</span>;
}

/** Why this member can't be changed by somebody who may change members; null when they can. */
function whyFixed({ role, isYou }: Member, by: { ownRole: Role; ownerCount: number }): MessageKey | null {
  if (role !== "owner") return null;
  if (by.ownRole !== "owner") return "team.members.changedByOwners";
  return isYou && by.ownerCount === 1 ? "team.members.onlyOwner" : null;
}

function MemberActions({ accountId, member, ownRole }: Pick<MemberRowProps, "accountId" | "member" | "ownRole">) {
  const t = useTranslations();
  const { changeRole, remove } = useMembers(accountId);
  const [isAsking, setIsAsking] = useState(false);
  const { userId } = member;
  const name = nameOf(member);
  return (
    <div className="flex items-center gap-1">
      <ChoiceMenu
        label={t("team.members.roleOf", { name })}
        value={member.role}
        options={grantableRoles(ownRole).map((role) => ({
          value: role,
          label: roleWords(t, role).label,
          hint: t("roles.can", { summary: roleWords(t, role).summary }),
        }))}
        onChange={(role) => changeRole.mutate({ accountId, userId, role })}
      />
      {/* Leaving is on the settings page: one's own way out is no row's button. */}
      {!member.isYou && (
        <Tooltip label={t("team.members.remove")}>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={t("team.members.removeOne", { name })}
            onClick={() => setIsAsking(true)}
            className="max-md:size-10"
          >
            <UserMinus />
          </Button>
        </Tooltip>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("team.members.removeTitle", { name })}
        description={t("team.members.removeDescription")}
        confirmLabel={t("common.actions.remove")}
        cancelLabel={t("team.members.keep")}
        isPending={remove.isPending}
        onConfirm={() => {
          setIsAsking(false);
          remove.mutate({ accountId, userId });
        }}
      />
    </div>
  );
}
