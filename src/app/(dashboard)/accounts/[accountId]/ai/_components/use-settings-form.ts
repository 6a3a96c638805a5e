"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import {
  readForm,
  type SettingsForm,
  type SettingsProblem,
  settingChanges,
  toForm,
} from "@/domain/words/answer-settings";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** What is being typed, and which draft it began from. */
interface Typing {
  form: SettingsForm;
  revision: number;
}

/**
 * The settings as they are typed, over the team's draft or, without one, over what is in use. What was typed stays in the
 * fields until it is stored, whatever others save meanwhile; then whoever saves second is told.
 */
export function useSettingsForm(accountId: string) {
  const t = useTranslations();
  const locale = useLocale();
  const utils = api.useUtils();
  const [config] = api.config.read.useSuspenseQuery({ accountId });
  // Null: nothing is typed, so that what others save is shown.
  const [typing, setTyping] = useState<Typing | null>(null);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);
  const stored = config.draft?.settings ?? config.live.settings;
  const form = typing?.form ?? toForm(stored);
  const read = readForm(t, form);
  const hasChanges =
    typing !== null && (read.settings === null || settingChanges(t, locale, stored, read.settings).length > 0);
  const save = api.config.saveDraft.useMutation({
    onSuccess: async () => {
      await utils.config.read.invalidate({ accountId });
      setTyping(null);
      toast.success(t("ai.editor.draftSaved"), { description: t("ai.editor.unnoticed") });
    },
    onError: (error) => {
      toast.error(t("ai.editor.notSaved"), { description: errorWords(error, t) });
      void utils.config.read.invalidate({ accountId });
    },
  });
  return {
    config,
    form,
    problems,
    hasChanges,
    isSaving: save.isPending,
    change: (part: Partial<SettingsForm>) => {
      setTyping({ form: { ...form, ...part }, revision: typing?.revision ?? config.draft?.revision ?? 0 });
      setProblems([]);
    },
    discard: () => {
      setTyping(null);
      setProblems([]);
    },
    submit: () => {
      setProblems(read.problems);
      if (read.settings && typing) save.mutate({ accountId, settings: read.settings, revision: typing.revision });
    },
  };
}

export type SettingsFormState = ReturnType<typeof useSettingsForm>;
