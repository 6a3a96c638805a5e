"use client";
import { BookOpen, Download, Ellipsis, FolderInput as FolderIcon, Replace, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { isBeingRead } from "@/domain/knowledge/document";
import { ACCEPTED_FILES } from "./drop-zone";
import type { KnowledgeDocument } from "./knowledge-board";
import type { DocumentActs } from "./use-document-acts";

const FolderDialog = lazyDialog(async () => (await import("./folder-dialog")).FolderDialog);

interface DocumentMenuProps {
  accountId: string;
  document: KnowledgeDocument;
  acts: DocumentActs;
  folders: readonly string[];
  canWrite: boolean;
  /** Undefined while there is nothing to see. */
  onOpen: (() => void) | undefined;
}

/** Everything that can be done to a document, in one place. */
export function DocumentMenu({ accountId, document, acts, folders, canWrite, onOpen }: DocumentMenuProps) {
  const t = useTranslations();
  const [asking, ask] = useState<"folder" | "delete" | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { id, name } = document;
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={t("knowledge.document.moreFor", { name })}
            className="max-md:size-9"
          >
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {onOpen && (
            <MenuItem onSelect={onOpen}>
              <BookOpen />
              {t("knowledge.document.see")}
            </MenuItem>
          )}
          <MenuItem asChild>
            <a href={`/documents/${accountId}/${id}`} download>
              <Download />
              {t("knowledge.document.download")}
            </a>
          </MenuItem>
          {canWrite && (
            <>
              <MenuItem disabled={isBeingRead(document.status)} onSelect={() => input.current?.click()}>
                <Replace />
                {t("knowledge.document.replace")}
              </MenuItem>
              <MenuItem onSelect={() => ask("folder")}>
                <FolderIcon />
                {t("knowledge.document.move")}
              </MenuItem>
              <MenuSeparator />
              <MenuItem onSelect={() => ask("delete")}>
                <Trash2 />
                {t("knowledge.document.delete")}
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      {canWrite && (
        <>
          <input
            ref={input}
            type="file"
            accept={ACCEPTED_FILES}
            aria-label={t("knowledge.document.newVersionOf", { name })}
            // The menu's item opens it; there is one per row, which would be many for assistive technology.
            className="hidden"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) acts.replaceWith(file);
              // The same file can be chosen again.
              event.target.value = "";
            }}
          />
          <FolderDialog
            isOpen={asking === "folder"}
            onClose={() => ask(null)}
            document={document}
            folders={folders}
            setFolder={acts.setFolder}
          />
          <ConfirmDialog
            isOpen={asking === "delete"}
            onOpenChange={(isOpen) => !isOpen && ask(null)}
            title={t("knowledge.document.deleteTitle", { name })}
            description={t("knowledge.document.deletion")}
            confirmLabel={t("common.actions.delete")}
            cancelLabel={t("knowledge.keepIt")}
            isPending={acts.remove.isPending}
            onConfirm={acts.remove.run}
          />
        </>
      )}
    </>
  );
}
