"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** What can be done with a rule; the list is fetched again after each. */
export function useRuleActs(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const options = {
    onSettled: () => utils.automation.list.invalidate({ accountId }),
    onError: (error: Parameters<typeof errorWords>[0]) => toast.error(errorWords(error, t)),
  };
  const setOn = api.automation.setOn.useMutation(options);
  const reorder = api.automation.reorder.useMutation(options);
  const remove = api.automation.delete.useMutation(options);
  return {
    setOn: (ruleId: string, isOn: boolean) => setOn.mutate({ accountId, ruleId, isOn }),
    reorder: (ruleIds: string[]) => reorder.mutate({ accountId, ruleIds }),
    remove: (ruleId: string, onDone: () => void) => remove.mutate({ accountId, ruleId }, { onSuccess: onDone }),
    isPending: setOn.isPending || reorder.isPending,
    isRemoving: remove.isPending,
  };
}
