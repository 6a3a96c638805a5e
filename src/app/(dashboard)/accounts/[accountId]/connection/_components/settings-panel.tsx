"use client";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LabelledSwitch } from "@/components/ui/labelled-switch";
import { problemWords } from "@/domain/words/channel-settings";
import { api } from "@/trpc/react";
import { PacingFields } from "./pacing-fields";
import { useSettings } from "./use-settings";

/** How the number behaves on WhatsApp. */
export function SettingsPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const settings = useSettings(accountId);
  const isReadOnly = !account.permissions.includes("connection.manage");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    settings.submit();
  };
  return (
    <form noValidate onSubmit={submit} aria-label={t("connection.settings.title")} className="flex flex-col gap-7">
      {isReadOnly && <p className="text-ink-soft">{t("connection.settings.readOnly")}</p>}
      <LabelledSwitch
        label={t("connection.settings.groups")}
        note={t("connection.settings.groupsNote")}
        isOn={settings.draft.groups === "when_mentioned"}
        isDisabled={isReadOnly}
        onChange={(isOn) => settings.change({ groups: isOn ? "when_mentioned" : "ignore" })}
      />
      <PacingFields settings={settings} isReadOnly={isReadOnly} />
      <div className="max-w-52">
        <Field
          label={t("connection.settings.largestFile")}
          error={problemWords(t, settings.problems.maxMegabytes)}
          hint={t("connection.settings.largestFileHint")}
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
            {t("connection.settings.save")}
          </Button>
          {settings.hasChanges && (
            <Button variant="quiet" onClick={settings.discard}>
              {t("connection.settings.discard")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
