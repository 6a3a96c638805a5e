"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { latePart } from "@/components/ui/late/late-part";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { PROVIDER_PRESETS } from "@/domain/agent/model-provider-presets";
import { keyLostWords, keyWords } from "@/domain/words/model-provider";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { type StoredProvider, useProviderForm } from "./use-provider-form";

const ProviderForm = latePart(async () => (await import("./provider-form")).ProviderForm);

type Provider = RouterOutputs["modelProvider"]["read"];

/** Whose model writes for this account: the one Parley was set up with, or one under a key of the account's own. */
export function ProviderPanel({ accountId }: { accountId: string }) {
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [provider] = api.modelProvider.read.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("config.manage")) return <InUse provider={provider} />;
  return <Choice accountId={accountId} provider={provider} />;
}

/** For those who may look but not change. */
function InUse({ provider: { own, installedModel } }: { provider: Provider }) {
  const t = useTranslations();
  return (
    <div className="flex max-w-[60ch] flex-col gap-1">
      <p>
        {own
          ? t("ai.provider.ownInUse", { provider: nameOf(own), model: own.model })
          : installedModel === null
            ? t("ai.provider.none")
            : t("ai.provider.installedInUse", { model: installedModel })}
      </p>
      {own && !own.isKeyReadable && <p className="text-danger text-sm">{keyLostWords(t)}</p>}
      <p className="text-ink-faint text-sm">{t("ai.provider.whoCanChange", { who: whoMay(t, "config.manage") })}</p>
    </div>
  );
}

function Choice({
  accountId,
  provider: { own, installedModel, namedModel },
}: {
  accountId: string;
  provider: Provider;
}) {
  const t = useTranslations();
  // Null: nothing is chosen, so that what others set up is shown.
  const [chosen, setChosen] = useState<"own" | "installed" | null>(null);
  const isOwn = chosen === null ? own !== null : chosen === "own";
  const form = useProviderForm(accountId, own);
  return (
    <div className="flex flex-col gap-6">
      <fieldset className="flex max-w-[60ch] flex-col divide-y divide-line rounded-control border border-outline">
        <legend className="sr-only">{t("ai.provider.whose")}</legend>
        <Option
          label={t("ai.provider.installed")}
          note={
            installedModel === null ? t("ai.provider.none") : t("ai.provider.installedNote", { model: installedModel })
          }
          isChosen={!isOwn}
          onChoose={() => setChosen("installed")}
        />
        <Option
          label={t("ai.provider.own")}
          note={t("ai.provider.ownNote")}
          isChosen={isOwn}
          onChoose={() => setChosen("own")}
        />
      </fieldset>
      {own && <Stored accountId={accountId} own={own} installedModel={installedModel} isLeaving={!isOwn} />}
      {isOwn && (
        <>
          <ProviderForm state={form} stored={own} namedModel={namedModel} />
          <p className="max-w-[60ch] text-ink-faint text-sm">{t("ai.provider.ownElsewhere")}</p>
        </>
      )}
    </div>
  );
}

interface OptionProps {
  label: string;
  note: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ label, note, isChosen, onChoose }: OptionProps) {
  return (
    <label className="flex cursor-pointer items-start gap-3 px-3 py-2.5 first:rounded-t-control last:rounded-b-control has-checked:bg-accent-tint/60 has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="model-provider"
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-(--accent) outline-none"
      />
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="font-medium">{label}</span>
        <span className="text-ink-soft text-sm [overflow-wrap:anywhere]">{note}</span>
      </span>
    </label>
  );
}

interface StoredProps {
  accountId: string;
  own: StoredProvider;
  installedModel: string | null;
  /** The other one has been chosen, but this one still counts. */
  isLeaving: boolean;
}

function Stored({ accountId, own, installedModel, isLeaving }: StoredProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [isAsking, setIsAsking] = useState(false);
  const remove = api.modelProvider.remove.useMutation({
    onSuccess: async () => {
      await Promise.all([
        utils.modelProvider.read.invalidate({ accountId }),
        utils.config.read.invalidate({ accountId }),
      ]);
      toast.success(t("ai.provider.removed"), { description: t("ai.provider.keyDeleted") });
    },
    onError: (error) => void toast.error(t("ai.provider.staysInUse"), { description: errorWords(error, t) }),
  });
  return (
    <div className="flex max-w-[60ch] items-start justify-between gap-x-6 gap-y-3 rounded-card border bg-sunken px-4 py-3 max-sm:flex-col">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="font-medium [overflow-wrap:anywhere]">{t("ai.provider.isInUse", { provider: nameOf(own) })}</p>
        <p className="text-ink-soft text-sm">
          {t.rich("ai.provider.savedBy", {
            key: own.isKeyReadable ? keyWords(t, own.keyEnding) : keyLostWords(t),
            name: own.savedBy ?? t("ai.provider.somebody"),
            time: () => <LocalTime date={own.savedAt} as="moment" />,
          })}
        </p>
      </div>
      <Button
        variant={isLeaving ? "danger" : "quiet-danger"}
        onClick={() => setIsAsking(true)}
        className={isLeaving ? "max-sm:h-10" : "max-sm:-ms-3.5 max-sm:h-10"}
      >
        {t("common.actions.remove")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("ai.provider.removeTitle")}
        description={
          installedModel === null
            ? t("ai.provider.removeToPicked")
            : t("ai.provider.removeToInstalled", { model: installedModel })
        }
        confirmLabel={t("common.actions.remove")}
        cancelLabel={t("ai.keep")}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ accountId })}
      />
    </div>
  );
}

const nameOf = ({ kind, baseUrl }: Pick<StoredProvider, "kind" | "baseUrl">): string =>
  kind === "custom" ? new URL(baseUrl).host : PROVIDER_PRESETS[kind].label;
