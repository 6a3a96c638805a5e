"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface PasswordFieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The password once more, before what can't be undone: a browser left open must not be enough. */
export function PasswordField({ value, error, onChange }: PasswordFieldProps) {
  return (
    <Field label="Your password" error={error} hint="To make sure that it is you.">
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
