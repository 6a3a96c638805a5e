"use client";
import { useId } from "react";
import { useTell } from "@/i18n/told";

interface FieldControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: string;
  /** Said before anything fails. */
  hint?: string | undefined;
  /** Said instead of the hint once something failed. */
  error?: string | undefined;
  /** Beside the label, at the end of the line. */
  aside?: React.ReactNode;
  children: (control: FieldControlProps) => React.ReactNode;
}

/** A labelled control whose hint and error are tied to it for screen readers. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const tell = useTell();
  const note = error ? tell(error) : hint;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-ink text-sm">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": error ? true : undefined })}
      {note && (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={error ? "text-danger text-sm" : "text-ink-faint text-sm"}
        >
          {note}
        </p>
      )}
    </div>
  );
}
