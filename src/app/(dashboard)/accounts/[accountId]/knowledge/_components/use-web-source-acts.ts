import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** What can be done with a web address that is there. */
export function useWebSourceActs(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const options = {
    onSuccess: () =>
      Promise.all([utils.knowledge.web.list.invalidate({ accountId }), utils.knowledge.list.invalidate({ accountId })]),
    onError: (error: unknown) =>
      void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  };
  return {
    readNow: api.knowledge.web.readNow.useMutation(options),
    setSchedule: api.knowledge.web.setSchedule.useMutation(options),
    cancel: api.knowledge.web.cancel.useMutation(options),
    remove: api.knowledge.web.delete.useMutation(options),
  };
}
