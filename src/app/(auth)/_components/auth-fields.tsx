"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "./password-input";

export const MIN_PASSWORD_LENGTH = 8;
export const PASSWORD_HINT = `At least ${MIN_PASSWORD_LENGTH} characters. A short sentence is easiest to keep.`;

/** What is wrong with a typed address; undefined when it may be one. */
export const findEmailError = (email: string): string | undefined =>
  email.includes("@") ? undefined : "Enter the whole address, such as you@example.com.";

/** What is wrong with a new password, as far as the page can tell; the server says the rest. */
export const findNewPasswordError = (password: string): string | undefined =>
  password.length >= MIN_PASSWORD_LENGTH ? undefined : `Use at least ${MIN_PASSWORD_LENGTH} characters.`;

interface FieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function EmailField({ value, error, onChange }: FieldProps) {
  return (
    <Field label="Email" error={error}>
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

export function NewPasswordField({ value, error, onChange, label = "Password" }: FieldProps & { label?: string }) {
  return (
    <Field label={label} error={error} hint={PASSWORD_HINT}>
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
  return (
    <Field label="Your name" hint="What your team calls you. You can leave it out.">
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
