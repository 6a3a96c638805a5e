"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { laterCode } from "@/components/ui/late/later-code";
import { toast } from "@/components/ui/toast";
import { type SettingsForm, settingChanges, toForm } from "@/domain/words/answer-settings";
import type { SettingsProblem } from "@/domain/words/read-answer-settings";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** With the rules for every field, which only those need who type. */
const loadReader = async () => (await import("@/domain/words/read-answer-settings")).readForm;
const reader = laterCode(loadReader);

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
  const readForm = reader.useCode();
  const wanted = typing && readForm ? readForm(t, form).settings : null;
  const hasChanges = typing !== null && (wanted === null || settingChanges(t, locale, stored, wanted).length > 0);
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
      reader.ask();
      setTyping({ form: { ...form, ...part }, revision: typing?.revision ?? config.draft?.revision ?? 0 });
      setProblems([]);
    },
    discard: () => {
      setTyping(null);
      setProblems([]);
    },
    submit: async () => {
      const { settings, problems } = (readForm ?? (await loadReader()))(t, form);
      setProblems(problems);
      if (settings && typing) save.mutate({ accountId, settings, revision: typing.revision });
    },
  };
}

export type SettingsFormState = ReturnType<typeof useSettingsForm>;
