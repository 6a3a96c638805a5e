"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { MAX_FOLDER_LENGTH } from "@/domain/knowledge/document";

interface FolderInputProps extends Omit<React.ComponentProps<"input">, "value" | "onChange" | "list"> {
  /** Those there are: offered while one types. */
  folders: readonly string[];
  value: string;
  onChange: (folder: string) => void;
}

/** A folder by its name: one that exists, or a new one. */
export function FolderInput({ folders, value, onChange, ...props }: FolderInputProps) {
  const t = useTranslations();
  const listId = useId();
  return (
    <>
      <Input
        placeholder={t("knowledge.folder.none")}
        autoComplete="off"
        maxLength={MAX_FOLDER_LENGTH}
        {...props}
        list={listId}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
    </>
  );
}
