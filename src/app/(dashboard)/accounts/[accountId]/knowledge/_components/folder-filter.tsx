"use client";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { countWords } from "@/domain/words/document";
import { ALL_FOLDERS, type FolderView, isInView, NO_FOLDER, viewOfFolder } from "./folders";

interface FolderFilterProps {
  folders: readonly string[];
  documents: readonly { folder: string | null }[];
  shown: FolderView;
  onShow: (view: FolderView) => void;
}

/** Which folder the list shows. */
export function FolderFilter({ folders, documents, shown, onShow }: FolderFilterProps) {
  const option = (value: FolderView, label: string) => {
    const count = documents.filter(({ folder }) => isInView(folder, value)).length;
    return { value, label, hint: countWords(count, "document") };
  };
  return (
    <div className="-mb-3 flex">
      <ChoiceMenu
        label="Show"
        value={shown}
        options={[
          option(ALL_FOLDERS, "All folders"),
          ...folders.map((folder) => option(viewOfFolder(folder), folder)),
          option(NO_FOLDER, "No folder"),
        ]}
        onChange={onShow}
      />
    </div>
  );
}
