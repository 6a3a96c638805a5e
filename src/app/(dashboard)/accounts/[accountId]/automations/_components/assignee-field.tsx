"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { can } from "@/domain/access/roles";
import { api } from "@/trpc/react";

interface AssigneeFieldProps {
  accountId: string;
  /** "" while nobody is chosen. */
  userId: string;
  error: string | undefined;
  onChange: (userId: string) => void;
}

/** One of the team who can reply. */
export function AssigneeField({ accountId, userId, error, onChange }: AssigneeFieldProps) {
  const t = useTranslations();
  const members = api.team.members.useQuery({ accountId });
  const able = (members.data ?? []).filter(({ role }) => can(role, "conversation.reply"));
  const isGone = userId !== "" && members.isSuccess && !able.some((member) => member.userId === userId);
  return (
    <Field
      label={t("automations.actions.who")}
      error={
        members.error
          ? t("automations.actions.teamNotLoaded")
          : (error ?? (isGone ? t("automations.actions.cannotReply") : undefined))
      }
      hint={t("automations.actions.whoHint")}
    >
      {(control) => (
        <Select
          {...control}
          value={userId}
          options={[
            ...(userId === "" || isGone ? [{ value: userId, label: t("automations.actions.chooseSomebody") }] : []),
            ...able.map((member) => ({ value: member.userId, label: member.name || member.email })),
          ]}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
