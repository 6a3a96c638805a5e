"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Translate } from "@/domain/words/translate";
import { PasswordInput } from "./password-input";

const MIN_PASSWORD_LENGTH = 8;

/** What is wrong with a typed address; undefined when it may be one. */
export const findEmailError = (t: Translate, email: string): string | undefined =>
  email.includes("@") ? undefined : t("auth.fields.emailError");

/** What is wrong with a new password, as far as the page can tell; the server says the rest. */
export const findNewPasswordError = (t: Translate, password: string): string | undefined =>
  password.length >= MIN_PASSWORD_LENGTH ? undefined : t("auth.fields.passwordError", { count: MIN_PASSWORD_LENGTH });

interface FieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function EmailField({ value, error, onChange }: FieldProps) {
  const t = useTranslations();
  return (
    <Field label={t("auth.fields.email")} error={error}>
      {(control) => (
        <Input
          {...control}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function NewPasswordField({ value, error, onChange, label }: FieldProps & { label?: string }) {
  const t = useTranslations();
  return (
    <Field
      label={label ?? t("auth.fields.password")}
      error={error}
      hint={t("auth.fields.passwordHint", { count: MIN_PASSWORD_LENGTH })}
    >
      {(control) => (
        <PasswordInput
          {...control}
          autoComplete="new-password"
          maxLength={200}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function NameField({ value, onChange }: Pick<FieldProps, "value" | "onChange">) {
  const t = useTranslations();
  return (
    <Field label={t("auth.fields.name")} hint={t("auth.fields.nameHint")}>
      {(control) => (
        <Input
          {...control}
          autoComplete="name"
          maxLength={80}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Why the server refused, above the button that was pressed. */
export function FormError({ children }: { children: React.ReactNode }) {
  return (
    <p role="alert" className="rounded-control border border-danger-line bg-danger-surface px-3 py-2 text-danger">
      {children}
    </p>
  );
}
