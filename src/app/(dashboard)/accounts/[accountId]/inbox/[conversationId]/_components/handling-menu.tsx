"use client";
import { CircleCheck, Ellipsis, Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { can } from "@/domain/access/roles";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";
import { useHandling } from "./use-handling";

const NOBODY = "nobody";

/** What a person can do with a conversation beside answering: who looks after it, how urgent it is, closing it. */
export function HandlingMenu({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const { assign, setPriority, close, isClosing } = useHandling(accountId, conversation.id);
  const isUrgent = conversation.priority === "high";
  return (
    <>
      <Button variant="quiet" isPending={isClosing} onClick={close} className="max-md:hidden">
        <CircleCheck />
        <span>
          {t.rich("inbox.handling.close", { rest: (words) => <span className="@max-[38rem]:sr-only">{words}</span> })}
        </span>
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="quiet" size="icon" aria-label={t("inbox.handling.more")}>
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent align="end" className="max-w-72">
          <MenuLabel>{t("inbox.handling.who")}</MenuLabel>
          <Assignees accountId={accountId} chosen={conversation.assignedUserId} onChange={assign} />
          <MenuSeparator />
          <MenuItem onSelect={() => setPriority(isUrgent ? "normal" : "high")}>
            <Flag />
            {t(isUrgent ? "inbox.handling.noLongerUrgent" : "inbox.handling.markUrgent")}
          </MenuItem>
          <MenuItem onSelect={close} className="md:hidden">
            <CircleCheck />
            {t("inbox.handling.closeConversation")}
          </MenuItem>
        </MenuContent>
      </Menu>
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
