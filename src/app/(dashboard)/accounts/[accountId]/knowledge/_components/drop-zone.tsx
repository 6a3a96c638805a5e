"use client";
import { FileUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { MAX_DOCUMENT_BYTES } from "@/domain/knowledge/document";
import { formatBytes } from "@/domain/words/unit";
import { FolderInput } from "./folder-input";

export const ACCEPTED_FILES = ".pdf,.docx,.html,.htm,.md,.markdown,.csv,.txt";

interface DropZoneProps {
  onFiles: (files: File[], folder: string) => void;
  /** Those there are in the account. */
  folders: readonly string[];
  /** Where files go unless somebody says otherwise: what the list shows. */
  shownFolder: string | null;
  /** Large while there is nothing else on the page. */
  isLarge: boolean;
}

/** Takes files by dropping or choosing. */
export function DropZone({ onFiles, folders, shownFolder, isLarge }: DropZoneProps) {
  const t = useTranslations();
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  // Entering a child leaves its parent, so both are counted.
  const [depth, setDepth] = useState(0);
  const [typed, setTyped] = useState<string | null>(null);
  const folder = typed ?? shownFolder ?? "";
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    <section
      aria-label={t("knowledge.drop.title")}
      onDragEnter={(event) => hasFiles(event) && setDepth((current) => current + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((current) => Math.max(0, current - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        setDepth(0);
        onFiles(Array.from(event.dataTransfer.files), folder);
      }}
      className={cn(
        "flex items-center gap-x-5 gap-y-4 rounded-card border border-outline/60 border-dashed px-5 transition-colors",
        depth > 0 && "border-accent bg-accent-tint",
        isLarge ? "flex-col py-14 text-center" : "flex-wrap justify-between py-4",
      )}
    >
      <div className={cn("flex items-center gap-4", isLarge && "flex-col")}>
        <FileUp
          aria-hidden="true"
          className={cn("shrink-0 text-ink-faint", isLarge ? "size-7" : "size-5")}
          strokeWidth={1.5}
        />
        <div className="flex max-w-[30rem] flex-col gap-0.5">
          <p className={cn("font-medium", isLarge && "text-lg")}>
            {t(depth > 0 ? "knowledge.drop.letGo" : isLarge ? "knowledge.drop.first" : "knowledge.drop.here")}
          </p>
          <p className="text-ink-soft text-sm">
            {isLarge && `${t("knowledge.drop.examples")} `}
            {t("knowledge.drop.kinds", { size: formatBytes(MAX_DOCUMENT_BYTES, locale) })}
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2 max-sm:w-full">
        {!isLarge && (
          <div className="w-40 max-sm:min-w-0 max-sm:flex-1">
            <FolderInput
              aria-label={t("knowledge.drop.folder")}
              folders={folders}
              value={folder}
              onChange={setTyped}
              placeholder={t("knowledge.drop.folderOptional")}
            />
          </div>
        )}
        <Button
          variant={isLarge ? "primary" : "secondary"}
          onClick={() => input.current?.click()}
          className="max-md:h-10"
        >
          {t("knowledge.drop.choose")}
        </Button>
      </div>
      {/* The button opens it; it stays in the tree for assistive technology under its own name. */}
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPTED_FILES}
        aria-label={t("knowledge.drop.upload")}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []), folder);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
    </section>
  );
}
