"use client";
import { Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { settingChanges } from "@/domain/words/answer-settings";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { SettingChanges } from "./setting-changes";

type Config = RouterOutputs["config"]["read"];
type Draft = NonNullable<Config["draft"]>;

/** Which version customers are answered with, and what the draft would change. */
export function DraftBar({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [config] = api.config.read.useSuspenseQuery({ accountId });
  const canManage = account.permissions.includes("config.manage");
  const { draft, live } = config;
  return (
    <section aria-label={t("ai.draft.inUse")} className="flex flex-col gap-4 rounded-card border bg-sunken px-4 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex flex-col gap-0.5">
          <p className="font-medium">{t("ai.draft.versionInUse", { version: live.version })}</p>
          <p className="text-ink-soft text-sm">
            {draft ? (
              <SavedLine draft={draft} />
            ) : canManage ? (
              t("ai.draft.makeOne")
            ) : (
              t("ai.draft.noneAndWho", { who: whoMay(t, "config.manage") })
            )}
          </p>
        </div>
        {draft && canManage && <DraftActs accountId={accountId} config={config} draft={draft} />}
      </div>
    </section>
  );
}

function SavedLine({ draft: { savedBy, savedAt } }: { draft: Draft }) {
  const t = useTranslations();
  const time = () => <LocalTime date={savedAt} as="moment" />;
  return savedBy === null
    ? t.rich("ai.draft.somebodySaved", { time })
    : t.rich("ai.draft.saved", { time, name: savedBy });
}

function DraftActs({ accountId, config, draft }: { accountId: string; config: Config; draft: Draft }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [asks, setAsks] = useState<"publish" | "discard" | null>(null);
  const discard = api.config.discardDraft.useMutation({
    onSuccess: async () => {
      await utils.config.read.invalidate({ accountId });
      setAsks(null);
      toast.success(t("ai.draft.discarded"));
    },
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  });
  return (
    <div className="flex gap-2">
      <Button variant="quiet" onClick={() => setAsks("discard")}>
        {t("ai.draft.discard")}
      </Button>
      <Button variant="primary" onClick={() => setAsks("publish")}>
        <Send />
        {t("ai.draft.publish")}
      </Button>
      <ConfirmDialog
        isOpen={asks === "discard"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "discard" : null)}
        title={t("ai.draft.discardTitle")}
        description={t("ai.draft.discardDescription")}
        confirmLabel={t("ai.draft.discard")}
        cancelLabel={t("ai.keep")}
        isPending={discard.isPending}
        onConfirm={() => discard.mutate({ accountId })}
      />
      <Dialog open={asks === "publish"} onOpenChange={(isOpen) => setAsks(isOpen ? "publish" : null)}>
        <PublishDialog accountId={accountId} config={config} draft={draft} onDone={() => setAsks(null)} />
      </Dialog>
    </div>
  );
}

interface PublishDialogProps {
  accountId: string;
  config: Config;
  draft: Draft;
  onDone: () => void;
}

function PublishDialog({ accountId, config, draft, onDone }: PublishDialogProps) {
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
      className="sm:top-[10%] sm:w-[34rem]"
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
