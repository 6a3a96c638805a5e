"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef } from "react";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { api } from "@/trpc/react";
import { AnsweringFields } from "./answering-fields";
import { ModelFields } from "./model-fields";
import { ToolFields } from "./tool-fields";
import { TopicFields } from "./topic-fields";
import { useSettingsForm } from "./use-settings-form";
import { VoiceFields } from "./voice-fields";

/** All settings of the bot in one form; saving it changes the team's draft. */
export function SettingsEditor({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const state = useSettingsForm(accountId);
  const form = useRef<HTMLFormElement>(null);
  const isReadOnly = !account.permissions.includes("config.manage");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void state.submit();
  };
  // The first field that is wrong may be far above the button.
  useEffect(() => {
    if (state.problems.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state.problems]);
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label={t("ai.title")}>
      <fieldset disabled={isReadOnly} className="contents">
        <Panel title={t("ai.panels.voice.title")} description={t("ai.panels.voice.description")}>
          <VoiceFields state={state} />
        </Panel>
        <Panel title={t("ai.panels.subjects.title")} description={t("ai.panels.subjects.description")}>
          <TopicFields state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title={t("ai.panels.model.title")} description={t("ai.panels.model.description")}>
          <ModelFields state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title={t("ai.panels.tools.title")} description={t("ai.panels.tools.description")}>
          <ToolFields accountId={accountId} state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title={t("ai.panels.answering.title")} description={t("ai.panels.answering.description")}>
          <AnsweringFields state={state} isReadOnly={isReadOnly} />
        </Panel>
      </fieldset>
      {state.hasChanges && !isReadOnly && (
        <div className="sticky bottom-3 z-20 my-4 flex flex-wrap items-center justify-between gap-x-5 gap-y-2 rounded-card border bg-surface px-4 py-3 shadow-float max-md:bottom-20">
          <p className="text-ink-soft">{t(state.problems.length > 0 ? "ai.editor.lookAtRed" : "ai.editor.unsaved")}</p>
          <div className="flex gap-2">
            <Button variant="quiet" onClick={state.discard}>
              {t("common.actions.undo")}
            </Button>
            <Button type="submit" variant="primary" isPending={state.isSaving}>
              {t("ai.editor.saveDraft")}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
