"use client";
import { useId } from "react";
import { toast } from "sonner";
import { Switch } from "@/components/ui/switch";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { AgreementTable } from "./agreement-table";

/** The switch of shadow mode, and how far the team agrees with what the bot drafts. */
export function ShadowPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [agreement] = api.shadow.agreement.useSuspenseQuery({ accountId });
  const canManage = account.permissions.includes("account.manage");
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
  const id = useId();
  const utils = api.useUtils();
  const set = api.shadow.set.useMutation({
    onSuccess: () => utils.account.get.invalidate({ accountId }),
    onError: (error) => toast.error("Shadow mode stays as it was", { description: errorWords(error) }),
  });
  const isShown = set.isPending ? set.variables.isOn : isOn;
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="flex max-w-[60ch] flex-col gap-1">
        <label htmlFor={id} className="font-medium">
          The bot drafts, people send
        </label>
        <p id={`${id}-what`} className="text-ink-soft">
          Nothing the bot writes goes out until somebody of your team sends it from the inbox. Texts of your automation
          rules still go out by themselves.
        </p>
        {!canManage && <p className="text-ink-faint text-sm">{whoMay("account.manage")} can switch it.</p>}
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-what`}
        checked={isShown}
        disabled={!canManage}
        onCheckedChange={(next) => !set.isPending && set.mutate({ accountId, isOn: next })}
      />
    </div>
  );
}
