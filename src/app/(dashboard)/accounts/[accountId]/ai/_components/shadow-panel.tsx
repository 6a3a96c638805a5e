"use client";
import { useTranslations } from "next-intl";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { toast } from "@/components/ui/toast";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { AgreementTable } from "./agreement-table";

/** The switch of shadow mode, and how far the team agrees with what the bot drafts. */
export function ShadowPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [agreement] = api.shadow.agreement.useSuspenseQuery({ accountId });
  const canManage = account.permissions.includes("config.manage");
  return (
    <div className="flex flex-col gap-7">
      <ShadowSwitch accountId={accountId} isOn={account.isShadowed} canManage={canManage} />
      <AgreementTable agreement={agreement} isShadowed={account.isShadowed} />
    </div>
  );
}

interface ShadowSwitchProps {
  accountId: string;
  isOn: boolean;
  canManage: boolean;
}

function ShadowSwitch({ accountId, isOn, canManage }: ShadowSwitchProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const set = api.shadow.set.useMutation({
    onSuccess: () => utils.account.get.invalidate({ accountId }),
    onError: (error) => toast.error(t("ai.shadow.staysAsItWas"), { description: errorWords(error, t) }),
  });
  const isShown = set.isPending ? set.variables.isOn : isOn;
  return (
    <div className="flex flex-col gap-1">
      <LabelledSwitch
        label={t("ai.shadow.label")}
        note={t("ai.shadow.note")}
        isOn={isShown}
        isDisabled={!canManage}
        onChange={(next) => !set.isPending && set.mutate({ accountId, isOn: next })}
      />
      {!canManage && (
        <p className="text-ink-faint text-sm">{t("ai.shadow.whoCanSwitch", { who: whoMay(t, "config.manage") })}</p>
      )}
    </div>
  );
}
