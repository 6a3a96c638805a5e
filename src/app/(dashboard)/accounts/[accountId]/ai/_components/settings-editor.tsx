"use client";
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
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const state = useSettingsForm(accountId);
  const form = useRef<HTMLFormElement>(null);
  const isReadOnly = !account.permissions.includes("config.manage");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    state.submit();
  };
  // The first field that is wrong may be far above the button.
  useEffect(() => {
    if (state.problems.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state.problems]);
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label="AI settings">
      <fieldset disabled={isReadOnly} className="contents">
        <Panel title="Voice" description="How the bot sounds, and what it says of itself.">
          <VoiceFields state={state} />
        </Panel>
        <Panel title="Subjects" description="What the bot leaves to people, or doesn't talk about.">
          <TopicFields state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title="Model" description="Who writes the answers, and what that may cost.">
          <ModelFields state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title="Tools" description="What the model may look up and do while it answers.">
          <ToolFields accountId={accountId} state={state} isReadOnly={isReadOnly} />
        </Panel>
        <Panel title="Answering" description="How sure the bot must be, and when it keeps quiet.">
          <AnsweringFields state={state} />
        </Panel>
      </fieldset>
      {state.hasChanges && !isReadOnly && (
        <div className="sticky bottom-3 z-20 my-4 flex flex-wrap items-center justify-between gap-x-5 gap-y-2 rounded-card border bg-surface px-4 py-3 shadow-float max-md:bottom-20">
          <p className="text-ink-soft">
            {state.problems.length > 0 ? "Look at the fields marked in red." : "You have changes that aren't saved."}
          </p>
          <div className="flex gap-2">
            <Button variant="quiet" onClick={state.discard}>
              Undo
            </Button>
            <Button type="submit" variant="primary" isPending={state.isSaving}>
              Save draft
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
