"use client";
import { File as FileIcon, FileText, Film, Image as ImageIcon, Music, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { fileRefusal, MAX_SENDABLE_BYTES, SENDABLE_TYPES, type SendableKind } from "@/domain/automation/sendable-file";
import type { Translate } from "@/domain/words/translate";
import { formatBytes } from "@/domain/words/unit";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

export type FileItem = RouterOutputs["automation"]["files"][number];

interface FileFieldProps {
  accountId: string;
  fileId: string;
  files: readonly FileItem[];
  error: string | undefined;
  onChange: (file: { fileId: string; kind: SendableKind }) => void;
}

const PICTURES: Record<SendableKind, React.ReactNode> = {
  image: <ImageIcon />,
  video: <Film />,
  audio: <Music />,
  document: <FileText />,
};

/** The file that a step sends: chosen on this machine and kept at once, so that the rule only names it. */
export function FileField({ accountId, fileId, files, error, onChange }: FileFieldProps) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  const { keep, isPending, failure } = useKeepFile(accountId, onChange);
  const file = files.find(({ id }) => id === fileId);
  return (
    <Field
      label={t("automations.files.label")}
      error={failure ?? error}
      hint={t("automations.files.hint", { size: formatBytes(MAX_SENDABLE_BYTES) })}
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <input
            ref={input}
            type="file"
            tabIndex={-1}
            aria-hidden
            className="sr-only"
            data-testid="rule-file"
            accept={SENDABLE_TYPES.join(",")}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              // The same file can be chosen again, after it was changed.
              event.target.value = "";
              if (chosen) void keep(chosen);
            }}
          />
          {(file || fileId !== "") && (
            <span className="flex min-w-0 items-center gap-2 text-sm [&_svg]:size-4 [&_svg]:shrink-0">
              {file ? PICTURES[file.kind] : <FileIcon />}
              <span dir="auto" className="min-w-0 break-all">
                {file?.fileName ?? t("automations.files.gone")}
              </span>
              {file && <span className="shrink-0 text-ink-faint">{formatBytes(file.sizeBytes)}</span>}
            </span>
          )}
          <Button {...control} isPending={isPending} onClick={() => input.current?.click()} className="max-sm:h-11">
            <Upload />
            {t(fileId === "" ? "automations.files.choose" : "automations.files.chooseAnother")}
          </Button>
        </div>
      )}
    </Field>
  );
}

function useKeepFile(accountId: string, onKept: FileFieldProps["onChange"]) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [refusal, setRefusal] = useState<string | null>(null);
  const add = api.automation.addFile.useMutation();
  return {
    async keep(file: File) {
      const why = fileRefusal(t, { sizeBytes: file.size }) && refusalWords(t, file.size);
      setRefusal(why);
      add.reset();
      if (why) return;
      const form = new FormData();
      form.set("accountId", accountId);
      form.set("file", file);
      // The procedure's type names the form's fields; a form has no type that could. What failed is shown in the field.
      const kept = await add.mutateAsync(form as FormData & { accountId: string; file: File }).catch(() => null);
      if (!kept) return;
      await utils.automation.files.invalidate({ accountId });
      onKept(kept);
    },
    isPending: add.isPending,
    failure: refusal ?? (add.error ? errorWords(add.error, t) : undefined),
  };
}

const refusalWords = (t: Translate, sizeBytes: number): string =>
  sizeBytes === 0
    ? t("automations.files.empty")
    : t("automations.files.tooLarge", { size: formatBytes(sizeBytes), most: formatBytes(MAX_SENDABLE_BYTES) });
