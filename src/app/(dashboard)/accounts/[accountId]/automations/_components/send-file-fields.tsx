"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { Action } from "@/domain/automation/rule";
import { MAX_CAPTION, takesCaption } from "@/domain/automation/sendable-file";
import { FileField, type FileItem } from "./file-field";
import { variablesHint } from "./variables-hint";

interface SendFileFieldsProps {
  accountId: string;
  files: readonly FileItem[];
  problem: (name: string) => string | undefined;
  action: Action & { kind: "send_file" };
  onChange: (action: Action) => void;
}

/** A file, and the words under it where WhatsApp shows any. */
export function SendFileFields({ accountId, action, files, problem, onChange }: SendFileFieldsProps) {
  const t = useTranslations();
  const kind = files.find(({ id }) => id === action.fileId)?.kind;
  return (
    <>
      <FileField
        accountId={accountId}
        fileId={action.fileId}
        files={files}
        error={problem("fileId")}
        onChange={({ fileId, kind: chosen }) =>
          onChange({ ...action, fileId, caption: takesCaption(chosen) ? action.caption : "" })
        }
      />
      {kind && !takesCaption(kind) ? (
        <p className="text-ink-soft text-sm">{t("automations.files.noCaption")}</p>
      ) : (
        <Field
          label={t("automations.files.caption")}
          error={problem("caption")}
          hint={variablesHint(t, action.caption)}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={2}
              maxLength={MAX_CAPTION}
              value={action.caption}
              onChange={(event) => onChange({ ...action, caption: event.target.value })}
              className="max-h-60 min-h-16"
            />
          )}
        </Field>
      )}
    </>
  );
}
