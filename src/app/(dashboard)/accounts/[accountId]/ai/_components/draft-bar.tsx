"use client";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

const PublishDialog = lazyDialog(async () => (await import("./publish-dialog")).PublishDialog);

export type Config = RouterOutputs["config"]["read"];
export type Draft = NonNullable<Config["draft"]>;

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
      <PublishDialog
        isOpen={asks === "publish"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "publish" : null)}
        accountId={accountId}
        config={config}
        draft={draft}
      />
    </div>
  );
}
