"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { ChannelSettings } from "@/domain/messaging/channel-settings";
import { readDraft, type SettingsDraft, type SettingsProblems, toDraft } from "@/domain/words/channel-settings";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/**
 * The settings as they are typed. Saved ones are shown at once and put back when the server refuses; what was typed stays
 * in the fields, so that nothing has to be typed twice.
 */
export function useSettings(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [saved] = api.connection.settings.useSuspenseQuery({ accountId });
  // Null: nothing is typed, so that what others save meanwhile is shown.
  const [typed, setTyped] = useState<SettingsDraft | null>(null);
  const [problems, setProblems] = useState<SettingsProblems>({});
  const key = { accountId };
  const save = api.connection.saveSettings.useMutation({
    onMutate: async ({ settings }) => {
      await utils.connection.settings.cancel(key);
      const previous = utils.connection.settings.getData(key);
      const draft = typed;
      utils.connection.settings.setData(key, settings);
      setTyped(null);
      return { previous, draft };
    },
    onSuccess: () =>
      void toast.success(t("connection.settings.saved"), { description: t("connection.settings.fromTheNext") }),
    onError: (error, _input, context) => {
      utils.connection.settings.setData(key, context?.previous);
      setTyped(context?.draft ?? null);
      toast.error(t("connection.settings.notSaved"), { description: errorWords(error, t) });
    },
    onSettled: () => utils.connection.settings.invalidate(key),
  });
  return {
    draft: typed ?? toDraft(saved),
    problems,
    hasChanges: typed !== null && !isSame(typed, saved),
    isSaving: save.isPending,
    change: (change: Partial<SettingsDraft>) => {
      setTyped({ ...(typed ?? toDraft(saved)), ...change });
      setProblems({});
    },
    discard: () => {
      setTyped(null);
      setProblems({});
    },
    submit: () => {
      const read = readDraft(typed ?? toDraft(saved));
      setProblems(read.problems ?? {});
      if (read.settings) save.mutate({ accountId, settings: read.settings });
    },
  };
}

function isSame(draft: SettingsDraft, saved: ChannelSettings): boolean {
  const { settings } = readDraft(draft);
  return settings !== null && JSON.stringify(toDraft(settings)) === JSON.stringify(toDraft(saved));
}
