"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { PageHeader } from "@/components/ui/page-header";
import { AUDIT_ACTIONS, type AuditAction } from "@/domain/access/audit-actions";
import { actionWords } from "@/domain/words/audit";
import { api } from "@/trpc/react";
import { AuditPages } from "./audit-pages";

const ALL = "all";
/** Those of `user` concern no account. */
const ACTIONS = AUDIT_ACTIONS.filter((action) => !action.startsWith("user."));
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Who did what in the account, newest first. */
export function AuditLog({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [action, setAction] = useState<AuditAction | typeof ALL>(ALL);
  const [actorUserId, setActorUserId] = useState<string>(ALL);
  const members = api.team.members.useQuery({ accountId }).data ?? [];
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        description={t("audit.description")}
        action={
          <Button asChild>
            <a href={`/export/audit/${accountId}.csv`} download>
              <Download />
              {t("audit.download")}
            </a>
          </Button>
        }
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <ChoiceMenu
          label={t("audit.filter.who")}
          value={actorUserId}
          options={[
            { value: ALL, label: t("audit.filter.everybody") },
            ...members.map(({ userId, name, email }) => ({ value: userId, label: name || email })),
          ]}
          onChange={setActorUserId}
        />
        <ChoiceMenu
          label={t("audit.filter.what")}
          value={action}
          options={[
            { value: ALL, label: t("audit.filter.everything") },
            ...ACTIONS.map((value) => ({ value, label: capitalized(actionWords(t, value)) })),
          ]}
          onChange={setAction}
        />
      </div>
      <AuditPages
        // Another filter begins at its first page.
        key={`${action} ${actorUserId}`}
        filter={{
          accountId,
          ...(action === ALL ? {} : { action }),
          ...(actorUserId === ALL ? {} : { actorUserId }),
        }}
      />
    </>
  );
}
