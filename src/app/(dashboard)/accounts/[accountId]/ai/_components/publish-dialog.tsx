"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { settingChanges } from "@/domain/words/answer-settings";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Config, Draft } from "./draft-bar";
import { SettingChanges } from "./setting-changes";

interface PublishDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  accountId: string;
  config: Config;
  draft: Draft;
}

/** What would change, a note for the team, and the act itself. */
export function PublishDialog({ isOpen, onOpenChange, ...props }: PublishDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <Content {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface ContentProps extends Omit<PublishDialogProps, "isOpen" | "onOpenChange"> {
  onDone: () => void;
}

function Content({ accountId, config, draft, onDone }: ContentProps) {
  const t = useTranslations();
  const locale = useLocale();
  const utils = api.useUtils();
  const [note, setNote] = useState("");
  const { live } = config;
  const changes = settingChanges(t, locale, live.settings, draft.settings);
  const publish = api.config.publish.useMutation({
    onSuccess: async ({ version }) => {
      await utils.config.read.invalidate({ accountId });
      onDone();
      toast.success(t("ai.publish.published", { version }), { description: t("ai.publish.fromNextMessage") });
    },
    onError: () => void utils.config.read.invalidate({ accountId }),
  });
  return (
    <DialogContent
      title={t("ai.publish.title", { version: live.version + 1 })}
      description={t(changes.length === 0 ? "ai.publish.sameAsBefore" : "ai.publish.description")}
      className="[--dialog-top:10%] [--dialog-width:34rem]"
    >
      <form
        noValidate
        className="flex min-h-0 flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate({ accountId, revision: draft.revision, liveVersion: live.version, note: note.trim() || null });
        }}
      >
        <div className="max-h-[45dvh] overflow-y-auto">
          <SettingChanges label={t("ai.publish.changes")} changes={changes} />
        </div>
        <Field label={t("ai.publish.note")} hint={t("ai.publish.noteHint")}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              maxLength={200}
              autoComplete="off"
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {publish.error && (
          <p role="alert" className="text-danger text-sm">
            {errorWords(publish.error, t)}
          </p>
        )}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" isPending={publish.isPending} className="max-sm:h-11 max-sm:w-full">
            {t("ai.draft.publish")}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
