"use client";
import { BookOpen, Download, Ellipsis, FolderInput as FolderIcon, Replace, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { isBeingRead } from "@/domain/knowledge/document";
import { ACCEPTED_FILES } from "./drop-zone";
import { FolderDialog } from "./folder-dialog";
import type { KnowledgeDocument } from "./knowledge-board";
import type { DocumentActs } from "./use-document-acts";

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
  const [asking, ask] = useState<"folder" | "delete" | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { id, name } = document;
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={`More for ${name}`} className="max-md:size-9">
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {onOpen && (
            <MenuItem onSelect={onOpen}>
              <BookOpen />
              See what was read
            </MenuItem>
          )}
          <MenuItem asChild>
            <a href={`/documents/${accountId}/${id}`} download>
              <Download />
              Download the original
            </a>
          </MenuItem>
          {canWrite && (
            <>
              <MenuItem disabled={isBeingRead(document.status)} onSelect={() => input.current?.click()}>
                <Replace />
                Replace with a new version…
              </MenuItem>
              <MenuItem onSelect={() => ask("folder")}>
                <FolderIcon />
                Move to a folder…
              </MenuItem>
              <MenuSeparator />
              <MenuItem onSelect={() => ask("delete")}>
                <Trash2 />
                Delete…
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
            aria-label={`New version of ${name}`}
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
            title={`Delete “${name}”?`}
            description="The bot stops answering from it at once. Answers it has already given stay in the conversations. Deleting can't be undone; the file can be uploaded again."
            confirmLabel="Delete"
            cancelLabel="Keep it"
            isPending={acts.remove.isPending}
            onConfirm={acts.remove.run}
          />
        </>
      )}
    </>
  );
}
