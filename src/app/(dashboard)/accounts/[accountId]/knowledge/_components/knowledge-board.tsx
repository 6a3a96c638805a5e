"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { documentPath } from "@/components/document-path";
import { NextSetUpStep } from "@/components/next-set-up-step";
import { Optional } from "@/components/panel";
import { latePart } from "@/components/ui/late/late-part";
import { api, type RouterOutputs } from "@/trpc/react";
import { AddMenu } from "./add-menu";
import { DocumentRow } from "./document-row";
import { DropZone } from "./drop-zone";
import { FolderFilter } from "./folder-filter";
import { ALL_FOLDERS, type FolderView, folderOfView, foldersOf, isInView, knownView } from "./folders";
import { GapsLink } from "./gaps-link";
import { OtherSources } from "./other-sources";
import { PreparationLine } from "./preparation-line";
import { pendingUploads } from "./uploads";
import { useUploads } from "./use-uploads";
import { WorthALook } from "./worth-a-look";

const UploadRow = latePart(async () => (await import("./upload-row")).UploadRow);

export type KnowledgeDocument = RouterOutputs["knowledge"]["list"][number];

/** The documents of an account, and what is on its way in. */
export function KnowledgeBoard({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [documents] = api.knowledge.list.useSuspenseQuery({ accountId });
  const { uploads, add, retry, dismiss } = useUploads(accountId);
  const [webSources] = api.knowledge.web.list.useSuspenseQuery({ accountId });
  const router = useRouter();
  const open = (documentId: string) => router.push(documentPath(accountId, documentId));

  const canWrite = account.permissions.includes("knowledge.write");
  const pending = pendingUploads(uploads, documents);
  const files = documents.filter(({ source }) => source === "file");
  const folders = foldersOf(files);
  const [chosen, show] = useState<FolderView>(ALL_FOLDERS);
  const shown = knownView(chosen, folders);
  const visible = files.filter(({ folder }) => isInView(folder, shown));
  const isEmpty = documents.length === 0 && webSources.length === 0 && pending.length === 0;
  return (
    <div className="flex flex-col gap-6">
      {canWrite && (
        <div className="flex flex-col gap-3">
          <DropZone
            // What somebody typed counts for the folder that was shown.
            key={shown}
            onFiles={(added, folder) => add(added, { knownIds: new Set(documents.map(({ id }) => id)), folder })}
            folders={folders}
            shownFolder={folderOfView(shown)}
            isLarge={isEmpty}
          />
          <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
            <p className="text-ink-soft text-sm">{t("knowledge.add.note")}</p>
            <AddMenu accountId={accountId} documents={documents} />
          </div>
        </div>
      )}
      {!canWrite && isEmpty && (
        <p className="rounded-card border border-dashed px-5 py-10 text-center text-ink-soft">{t("knowledge.empty")}</p>
      )}
      {pending.length > 0 && (
        <ul aria-label={t("knowledge.upload.list")} className="flex flex-col divide-y divide-line border-y">
          {pending.map((upload) => (
            <UploadRow
              key={upload.id}
              upload={upload}
              twinName={nameOfTwin(upload.state, documents)}
              onRetry={() => retry(upload.id)}
              onDismiss={() => dismiss(upload.id)}
            />
          ))}
        </ul>
      )}
      <PreparationLine accountId={accountId} />
      <GapsLink accountId={accountId} />
      {documents.length > 0 && <WorthALook accountId={accountId} canWrite={canWrite} />}
      <OtherSources accountId={accountId} documents={documents} canWrite={canWrite} onOpen={open} />
      {folders.length > 0 && <FolderFilter folders={folders} documents={files} shown={shown} onShow={show} />}
      {visible.length > 0 && (
        <ul aria-label={t("knowledge.document.list")} className="flex flex-col divide-y divide-line border-y">
          {visible.map((document) => (
            <DocumentRow
              key={document.id}
              accountId={accountId}
              document={document}
              folders={folders}
              canWrite={canWrite}
              onOpen={() => open(document.id)}
            />
          ))}
        </ul>
      )}
      {/* Last, so that nothing moves when it comes. */}
      {account.permissions.includes("account.manage") && (
        <Optional>
          <NextSetUpStep accountId={accountId} here="knowledge" className="rounded-card border px-4 py-3 md:px-5" />
        </Optional>
      )}
    </div>
  );
}

/** The document that has the same bytes, by the name it was first uploaded under. */
const nameOfTwin = (state: { kind: string; documentId?: string }, documents: readonly KnowledgeDocument[]) =>
  state.kind === "duplicate" ? documents.find(({ id }) => id === state.documentId)?.name : undefined;
