"use client";
import { useTranslations } from "next-intl";
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
export function PasswordField({ label, value, error, onChange, ...options }: PasswordFieldProps) {
  const t = useTranslations();
  const { autoComplete = "current-password" } = options;
  const hint = "hint" in options ? options.hint : t("common.passwordField.hint");
  return (
    <Field label={label ?? t("common.passwordField.label")} error={error} hint={hint}>
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
