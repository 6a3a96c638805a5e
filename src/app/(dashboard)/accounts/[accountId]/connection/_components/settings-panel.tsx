"use client";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { api } from "@/trpc/react";
import { PacingFields } from "./pacing-fields";
import { useSettings } from "./use-settings";

/** How the number behaves on WhatsApp. */
export function SettingsPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const settings = useSettings(accountId);
  const isReadOnly = !account.permissions.includes("connection.manage");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    settings.submit();
  };
  return (
    <form noValidate onSubmit={submit} aria-label="Settings" className="flex flex-col gap-7">
      {isReadOnly && (
        <p className="text-ink-soft">Your role can see these. An owner or admin of this account can change them.</p>
      )}
      <LabelledSwitch
        label="Answer in groups when mentioned"
        note="Off: the bot stays out of every group. On: it answers a message in a group that mentions this number, for everybody there to read."
        isOn={settings.draft.groups === "when_mentioned"}
        isDisabled={isReadOnly}
        onChange={(isOn) => settings.change({ groups: isOn ? "when_mentioned" : "ignore" })}
      />
      <PacingFields settings={settings} isReadOnly={isReadOnly} />
      <div className="max-w-52">
        <Field
          label="Largest file"
          error={settings.problems.maxMegabytes}
          hint="In megabytes. Larger ones stay on the phone; the inbox says so."
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              disabled={isReadOnly}
              value={settings.draft.maxMegabytes}
              onChange={(event) => settings.change({ maxMegabytes: event.target.value })}
            />
          )}
        </Field>
      </div>
      {!isReadOnly && (
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" disabled={!settings.hasChanges} isPending={settings.isSaving}>
            Save settings
          </Button>
          {settings.hasChanges && (
            <Button variant="quiet" onClick={settings.discard}>
              Discard changes
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
