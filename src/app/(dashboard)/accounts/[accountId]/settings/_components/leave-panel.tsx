"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { judgeLeaving } from "@/domain/access/team-rules";
import { roleWords } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function LeavePanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [members] = api.team.members.useSuspenseQuery({ accountId });
  const [isAsking, setIsAsking] = useState(false);
  const leave = api.team.leave.useMutation({
    // A whole page load, so that nothing of the account stays in memory.
    onSuccess: () => window.location.assign("/accounts"),
    onError: (error) => void toast.error(t("settings.leave.stillIn"), { description: errorWords(error, t) }),
  });
  const ownerCount = members.filter(({ role }) => role === "owner").length;
  const mayLeave = judgeLeaving({ from: account.role, ownerCount }).ok;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">
        {t("settings.leave.youAre", { role: roleWords(t, account.role).label.toLocaleLowerCase(locale) })}{" "}
        {t(mayLeave ? "settings.leave.may" : "settings.leave.mayNot")}
      </p>
      <Button disabled={!mayLeave} onClick={() => setIsAsking(true)}>
        {t("settings.leave.leaveTeam")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("settings.leave.ask", { name: account.name })}
        description={t("settings.leave.askDetail")}
        confirmLabel={t("settings.leave.confirm")}
        cancelLabel={t("settings.leave.stay")}
        isPending={leave.isPending}
        onConfirm={() => leave.mutate({ accountId })}
      />
    </div>
  );
}
