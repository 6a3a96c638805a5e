"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface PasswordFieldProps {
  label?: string;
  hint?: string | undefined;
  autoComplete?: "current-password" | "new-password";
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The password, most often once more before what can't be undone: a browser left open must not be enough. */
export function PasswordField({ label = "Your password", value, error, onChange, ...options }: PasswordFieldProps) {
  const { autoComplete = "current-password" } = options;
  const hint = "hint" in options ? options.hint : "To make sure that it is you.";
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete={autoComplete}
          maxLength={200}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
