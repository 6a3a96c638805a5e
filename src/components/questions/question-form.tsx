"use client";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";

interface QuestionFormProps {
  onSubmit: () => void;
  /** Why it couldn't be saved, in words. */
  failure: string | undefined;
  isPending: boolean;
  saveLabel?: string;
  children: ReactNode;
}

/** The form of a dialog in which a question is written: its fields, what went wrong, and the ways out. */
export function QuestionForm({ onSubmit, failure, isPending, saveLabel, children }: QuestionFormProps) {
  const t = useTranslations();
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {children}
      {failure && (
        <p role="alert" className="text-danger text-sm">
          {failure}
        </p>
      )}
      <DialogActions>
        <Button type="submit" variant="primary" isPending={isPending}>
          {saveLabel ?? t("common.actions.save")}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The end of a dialog: the way out, and beside it the act. */
export function DialogActions({ children }: { children: ReactNode }) {
  const t = useTranslations();
  return (
    <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
      <DialogClose asChild>
        <Button>{t("common.actions.cancel")}</Button>
      </DialogClose>
      {children}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** More than one makes it a field of several lines. */
  rows?: number;
  className?: string;
}

/** A labelled text, of one line or of several, in whatever direction it is written. */
export function TextField({ label, hint, error, onChange, rows = 1, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => {
        const shared = { ...control, ...input, dir: "auto" };
        return rows > 1 ? (
          <Textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input {...shared} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
        );
      }}
    </Field>
  );
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** The first complaint about each of some fields, by the last part of its path. */
export function fieldErrors<Name extends string>(
  names: readonly Name[],
  issues: readonly Issue[] = [],
): Partial<Record<Name, string>> {
  const errors: Partial<Record<Name, string>> = {};
  for (const { path, message } of issues) {
    const name = names.find((known) => known === path.at(-1));
    if (name) errors[name] ??= message;
  }
  return errors;
}
