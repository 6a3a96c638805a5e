"use client";
import { useTranslations } from "next-intl";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { ALL_FOLDERS, type FolderView, isInView, NO_FOLDER, viewOfFolder } from "./folders";

interface FolderFilterProps {
  folders: readonly string[];
  documents: readonly { folder: string | null }[];
  shown: FolderView;
  onShow: (view: FolderView) => void;
}

/** Which folder the list shows. */
export function FolderFilter({ folders, documents, shown, onShow }: FolderFilterProps) {
  const t = useTranslations();
  const option = (value: FolderView, label: string) => {
    const count = documents.filter(({ folder }) => isInView(folder, value)).length;
    return { value, label, hint: t("knowledge.counts.documents", { count }) };
  };
  return (
    <div className="-mb-3 flex">
      <ChoiceMenu
        label={t("knowledge.folder.show")}
        value={shown}
        options={[
          option(ALL_FOLDERS, t("knowledge.folder.all")),
          ...folders.map((folder) => option(viewOfFolder(folder), folder)),
          option(NO_FOLDER, t("knowledge.folder.none")),
        ]}
        onChange={onShow}
      />
    </div>
  );
}
