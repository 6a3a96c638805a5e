"use client";
import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { toast } from "@/components/ui/toast";
import { settingChanges } from "@/domain/words/answer-settings";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { SettingChanges } from "./setting-changes";

type Version = RouterOutputs["config"]["read"]["versions"][number];

/** Every version with what it changed, and the way back to it. */
export function VersionList({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [{ versions, live }] = api.config.read.useSuspenseQuery({ accountId });
  const canManage = account.permissions.includes("config.manage");
  if (versions.length === 0) return <p className="text-ink-soft">{t("ai.versions.none")}</p>;
  return (
    <ol aria-label={t("ai.panels.versions.title")} className="flex flex-col divide-y divide-line">
      {versions.map((version, index) => (
        <VersionRow
          key={version.version}
          accountId={accountId}
          version={version}
          before={versions[index + 1]}
          liveVersion={live.version}
          canManage={canManage}
        />
      ))}
    </ol>
  );
}

interface VersionRowProps {
  accountId: string;
  version: Version;
  /** The one before it. */
  before: Version | undefined;
  liveVersion: number;
  canManage: boolean;
}

function VersionRow({ accountId, version, before, liveVersion, canManage }: VersionRowProps) {
  const t = useTranslations();
  const locale = useLocale();
  const time = () => <LocalTime date={version.createdAt} as="moment" />;
  const isLive = version.version === liveVersion;
  const changes = before ? settingChanges(t, locale, before.settings, version.settings) : [];
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{t("ai.versions.version", { version: version.version })}</span>
        {isLive && <Badge tone="success">{t("ai.versions.inUse")}</Badge>}
        <span className="flex-1 text-ink-faint text-sm">
          {version.publishedBy === null
            ? t.rich("ai.versions.withAccount", { time })
            : t.rich("ai.versions.by", { time, name: version.publishedBy })}
        </span>
        {canManage && !isLive && <RestoreButton accountId={accountId} version={version} liveVersion={liveVersion} />}
      </div>
      {version.restoredFrom !== null && (
        <p className="text-ink-soft text-sm">{t("ai.versions.copyOf", { version: version.restoredFrom })}</p>
      )}
      {version.note && (
        <p dir="auto" className="break-words text-ink-soft">
          {version.note}
        </p>
      )}
      {changes.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink">
            {t("ai.versions.changeCount", { count: changes.length })}
          </summary>
          <div className="mt-2">
            <SettingChanges label={t("ai.versions.whatChanged", { version: version.version })} changes={changes} />
          </div>
        </details>
      )}
    </li>
  );
}

function RestoreButton({
  accountId,
  version,
  liveVersion,
}: Pick<VersionRowProps, "accountId" | "version" | "liveVersion">) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const utils = api.useUtils();
  const restore = api.config.restore.useMutation({
    onSuccess: async ({ version: published }) => {
      await utils.config.read.invalidate({ accountId });
      setIsOpen(false);
      toast.success(t("ai.versions.isBack", { version: version.version }), {
        description: t("ai.versions.publishedAs", { version: published }),
      });
    },
    onError: (error) => {
      toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
      void utils.config.read.invalidate({ accountId });
    },
  });
  return (
    <>
      <Button
        size="sm"
        onClick={() => setIsOpen(true)}
        aria-label={t("ai.versions.goBackTo", { version: version.version })}
        className="max-md:h-9"
      >
        <Undo2 />
        {t("ai.versions.goBack")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t("ai.versions.goBackTitle", { version: version.version })}
        description={t("ai.versions.goBackDescription", { version: liveVersion + 1 })}
        confirmLabel={t("ai.versions.goBack")}
        cancelLabel={t("ai.keep")}
        isPending={restore.isPending}
        onConfirm={() => restore.mutate({ accountId, version: version.version, liveVersion })}
      />
    </>
  );
}
