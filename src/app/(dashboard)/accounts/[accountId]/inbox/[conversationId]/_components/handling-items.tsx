"use client";
import { CircleCheck, Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu";
import { can } from "@/domain/access/roles";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";
import type { Handling } from "./use-handling";

const NOBODY = "nobody";

interface HandlingItemsProps {
  accountId: string;
  conversation: Conversation;
  handling: Pick<Handling, "assign" | "setPriority" | "close">;
}

/** Who looks after the conversation, how urgent it is, and on phones closing it. */
export function HandlingItems({ accountId, conversation, handling }: HandlingItemsProps) {
  const t = useTranslations();
  const isUrgent = conversation.priority === "high";
  return (
    <>
      <MenuLabel>{t("inbox.handling.who")}</MenuLabel>
      <Assignees accountId={accountId} chosen={conversation.assignedUserId} onChange={handling.assign} />
      <MenuSeparator />
      <MenuItem onSelect={() => handling.setPriority(isUrgent ? "normal" : "high")}>
        <Flag />
        {t(isUrgent ? "inbox.handling.noLongerUrgent" : "inbox.handling.markUrgent")}
      </MenuItem>
      <MenuItem onSelect={handling.close} className="md:hidden">
        <CircleCheck />
        {t("inbox.handling.closeConversation")}
      </MenuItem>
    </>
  );
}

interface AssigneesProps {
  accountId: string;
  chosen: string | null;
  onChange: (userId: string | null) => void;
}

function Assignees({ accountId, chosen, onChange }: AssigneesProps) {
  const t = useTranslations();
  const members = api.team.members.useQuery({ accountId });
  if (members.error)
    return (
      <MenuItem
        onSelect={(event) => {
          event.preventDefault();
          void members.refetch();
        }}
      >
        {t("inbox.handling.teamFailed")}
      </MenuItem>
    );
  if (!members.data) return <MenuItem disabled>{t("inbox.handling.loadingTeam")}</MenuItem>;
  return (
    <MenuRadioGroup
      value={chosen ?? NOBODY}
      onValueChange={(userId) => {
        if (userId !== (chosen ?? NOBODY)) onChange(userId === NOBODY ? null : userId);
      }}
    >
      <MenuRadioItem value={NOBODY}>{t("inbox.handling.nobody")}</MenuRadioItem>
      {members.data
        .filter(({ role }) => can(role, "conversation.reply"))
        .map(({ userId, name, email, isYou }) => (
          <MenuRadioItem key={userId} value={userId}>
            <span className="truncate">{isYou ? t("inbox.handling.you") : name || email}</span>
          </MenuRadioItem>
        ))}
    </MenuRadioGroup>
  );
}
