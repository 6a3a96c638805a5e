"use client";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [{ versions, live }] = api.config.read.useSuspenseQuery({ accountId });
  const canManage = account.permissions.includes("config.manage");
  if (versions.length === 0) return <p className="text-ink-soft">Nothing was published yet.</p>;
  return (
    <ol aria-label="Versions" className="flex flex-col divide-y divide-line">
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
  const isLive = version.version === liveVersion;
  const changes = before ? settingChanges(before.settings, version.settings) : [];
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">Version {version.version}</span>
        {isLive && <Badge tone="success">In use</Badge>}
        <span className="flex-1 text-ink-faint text-sm">
          {version.publishedBy ?? "It came with the account"}
          {", "}
          <LocalTime date={version.createdAt} as="moment" />
        </span>
        {canManage && !isLive && <RestoreButton accountId={accountId} version={version} liveVersion={liveVersion} />}
      </div>
      {version.restoredFrom !== null && (
        <p className="text-ink-soft text-sm">A copy of version {version.restoredFrom}.</p>
      )}
      {version.note && (
        <p dir="auto" className="break-words text-ink-soft">
          {version.note}
        </p>
      )}
      {changes.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink">
            {changes.length === 1 ? "1 change" : `${changes.length} changes`}
          </summary>
          <div className="mt-2">
            <SettingChanges label={`What version ${version.version} changed`} changes={changes} />
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
      toast.success(`Version ${version.version} is back`, { description: `It is published as version ${published}.` });
    },
    onError: (error) => {
      toast.error("Nothing has changed", { description: errorWords(error, t) });
      void utils.config.read.invalidate({ accountId });
    },
  });
  return (
    <>
      <Button
        size="sm"
        onClick={() => setIsOpen(true)}
        aria-label={`Go back to version ${version.version}`}
        className="max-md:h-9"
      >
        <Undo2 />
        Go back
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Go back to version ${version.version}?`}
        description={`The bot answers with it from the next message on. It is published as version ${liveVersion + 1}, so nothing is lost.`}
        confirmLabel="Go back"
        cancelLabel="Keep"
        isPending={restore.isPending}
        onConfirm={() => restore.mutate({ accountId, version: version.version, liveVersion })}
      />
    </>
  );
}
