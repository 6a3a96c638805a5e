"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { Translate } from "@/domain/words/translate";
import { errorWords, isForbidden } from "@/trpc/errors";
import { api } from "@/trpc/react";
import {
  EmailField,
  FormError,
  findEmailError,
  findNewPasswordError,
  NameField,
  NewPasswordField,
} from "./auth-fields";
import { TextLink } from "./auth-page";
import { CheckYourEmail, useResendConfirmation } from "./check-your-email";
import { ownPath } from "./own-path";
import { PasswordInput } from "./password-input";

interface FormErrors {
  email?: string | undefined;
  password?: string | undefined;
}

function findErrors(t: Translate, values: { email: string; password: string }, isSignUp: boolean): FormErrors {
  const missing = values.password === "" ? t("auth.fields.passwordMissing") : undefined;
  return {
    email: findEmailError(t, values.email),
    password: missing ?? (isSignUp ? findNewPasswordError(t, values.password) : undefined),
  };
}

interface AuthFormProps {
  mode: "sign-in" | "sign-up";
  /** Where to go afterwards; other sites are not followed. */
  next: string | undefined;
}

/** Email and password. What fails is said beside the field or above the button, and nothing typed is lost. */
export function AuthForm({ mode, next }: AuthFormProps) {
  const t = useTranslations();
  const isSignUp = mode === "sign-up";
  const [values, setValues] = useState({ email: "", password: "", name: "" });
  const [errors, setErrors] = useState<FormErrors>({});
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => {
    setIsLeaving(true);
    // A whole page load: nothing that was cached for nobody, or for somebody else, survives.
    window.location.assign(ownPath(next));
  };
  const signIn = api.auth.signIn.useMutation({ onSuccess: leave });
  const signUp = api.auth.signUp.useMutation({ onSuccess: ({ status }) => status === "signed_in" && leave() });
  const resend = useResendConfirmation();
  const submission = isSignUp ? signUp : signIn;
  const change = (field: keyof typeof values) => (value: string) => setValues({ ...values, [field]: value });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = findErrors(t, values, isSignUp);
    // At once, so that the first field that needs another look can get the focus.
    flushSync(() => setErrors(found));
    event.currentTarget.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
    if (found.email || found.password) return;
    const { email, password, name } = values;
    if (isSignUp) signUp.mutate({ email, password, ...(name.trim() ? { name } : {}) });
    else signIn.mutate({ email, password });
  }

  if (signUp.data?.status === "confirm_email")
    return (
      <CheckYourEmail
        email={values.email}
        isPending={resend.isPending}
        onAgain={() => resend.mutate({ email: values.email })}
      >
        {t("auth.signUp.openLink")}
      </CheckYourEmail>
    );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {isSignUp && <NameField value={values.name} onChange={change("name")} />}
      <EmailField value={values.email} error={errors.email} onChange={change("email")} />
      {isSignUp ? (
        <NewPasswordField value={values.password} error={errors.password} onChange={change("password")} />
      ) : (
        <CurrentPasswordField value={values.password} error={errors.password} onChange={change("password")} />
      )}
      {submission.error && <FormError>{errorWords(submission.error, t)}</FormError>}
      {!isSignUp && isForbidden(submission.error) && (
        <Button isPending={resend.isPending} onClick={() => resend.mutate({ email: values.email })}>
          {t("auth.signIn.sendAgain")}
        </Button>
      )}
      <Button type="submit" variant="primary" size="lg" isPending={submission.isPending || isLeaving}>
        {t(isSignUp ? "auth.signUp.submit" : "auth.signIn.submit")}
      </Button>
    </form>
  );
}

interface CurrentPasswordFieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function CurrentPasswordField({ value, error, onChange }: CurrentPasswordFieldProps) {
  const t = useTranslations();
  return (
    <Field
      label={t("auth.fields.password")}
      error={error}
      aside={
        <span className="text-sm">
          <TextLink href="/forgot-password">{t("auth.signIn.forgot")}</TextLink>
        </span>
      }
    >
      {(control) => (
        <PasswordInput
          {...control}
          autoComplete="current-password"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
