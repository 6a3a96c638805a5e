"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FolderInput } from "./folder-input";
import type { DocumentActs } from "./use-document-acts";

interface FolderDialogProps {
  isOpen: boolean;
  onClose: () => void;
  document: { name: string; folder: string | null };
  folders: readonly string[];
  setFolder: DocumentActs["setFolder"];
}

/** Asks where a document belongs. */
export function FolderDialog({ isOpen, onClose, document, folders, setFolder }: FolderDialogProps) {
  const t = useTranslations();
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("knowledge.folder.move")}
        description={t("knowledge.folder.description", { name: document.name })}
      >
        <FolderForm document={document} folders={folders} setFolder={setFolder} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

/** Apart, so that it begins anew each time it opens. */
function FolderForm({ document, folders, setFolder, onClose }: Omit<FolderDialogProps, "isOpen">) {
  const t = useTranslations();
  const [folder, setName] = useState(document.folder ?? "");
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        setFolder.run(folder, onClose);
      }}
    >
      <Field label={t("knowledge.folder.label")} hint={t("knowledge.folder.hint")}>
        {(control) => <FolderInput {...control} folders={folders} value={folder} onChange={setName} />}
      </Field>
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <Button onClick={onClose}>{t("common.actions.cancel")}</Button>
        <Button type="submit" variant="primary" isPending={setFolder.isPending}>
          {t("knowledge.folder.confirm")}
        </Button>
      </div>
    </form>
  );
}
