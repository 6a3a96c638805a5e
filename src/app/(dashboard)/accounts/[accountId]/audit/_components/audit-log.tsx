"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { PageHeader } from "@/components/ui/page-header";
import { AUDIT_ACTIONS, type AuditAction } from "@/domain/access/audit-actions";
import { api } from "@/trpc/react";
import { AuditPages } from "./audit-pages";

const ALL = "all";
/** Those of `user` concern no account. */
const ACTIONS = (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => !action.startsWith("user."));
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Who did what in the account, newest first. */
export function AuditLog({ accountId }: { accountId: string }) {
  const [action, setAction] = useState<AuditAction | typeof ALL>(ALL);
  const [actorUserId, setActorUserId] = useState<string>(ALL);
  const members = api.team.members.useQuery({ accountId }).data ?? [];
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what in this account, and from where. It can't be edited."
        action={
          <Button asChild>
            <a href={`/export/audit/${accountId}.csv`} download>
              <Download />
              Download CSV
            </a>
          </Button>
        }
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <ChoiceMenu
          label="Who"
          value={actorUserId}
          options={[
            { value: ALL, label: "Everybody" },
            ...members.map(({ userId, name, email }) => ({ value: userId, label: name || email })),
          ]}
          onChange={setActorUserId}
        />
        <ChoiceMenu
          label="What"
          value={action}
          options={[
            { value: ALL, label: "Everything" },
            ...ACTIONS.map((value) => ({ value, label: capitalized(AUDIT_ACTIONS[value]) })),
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
