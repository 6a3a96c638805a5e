"use client";
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
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Move to a folder"
        description={`Where “${document.name}” stands in the list. The bot answers from it all the same.`}
      >
        <FolderForm document={document} folders={folders} setFolder={setFolder} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

/** Apart, so that it begins anew each time it opens. */
function FolderForm({ document, folders, setFolder, onClose }: Omit<FolderDialogProps, "isOpen">) {
  const [folder, setName] = useState(document.folder ?? "");
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        setFolder.run(folder, onClose);
      }}
    >
      <Field label="Folder" hint="An existing one, or a new name. Leave it empty for no folder.">
        {(control) => <FolderInput {...control} folders={folders} value={folder} onChange={setName} />}
      </Field>
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={setFolder.isPending}>
          Move
        </Button>
      </div>
    </form>
  );
}
