"use client";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { ownPath } from "./own-path";
import { PasswordInput } from "./password-input";

const MIN_PASSWORD_LENGTH = 8;

interface FormErrors {
  email?: string;
  password?: string;
}

function findErrors(values: { email: string; password: string }, isSignUp: boolean): FormErrors {
  const errors: FormErrors = {};
  if (!values.email.includes("@")) errors.email = "Enter the whole address, such as you@example.com.";
  if (values.password === "") errors.password = "Enter your password.";
  else if (isSignUp && values.password.length < MIN_PASSWORD_LENGTH)
    errors.password = `Use at least ${MIN_PASSWORD_LENGTH} characters.`;
  return errors;
}

interface AuthFormProps {
  mode: "sign-in" | "sign-up";
  /** Where to go afterwards; other sites are not followed. */
  next: string | undefined;
}

/** Email and password. What fails is said beside the field or above the button, and nothing typed is lost. */
export function AuthForm({ mode, next }: AuthFormProps) {
  const isSignUp = mode === "sign-up";
  const [values, setValues] = useState({ email: "", password: "" });
  const [errors, setErrors] = useState<FormErrors>({});
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => {
    setIsLeaving(true);
    // A whole page load: nothing that was cached for nobody, or for somebody else, survives.
    window.location.assign(ownPath(next));
  };
  const signIn = api.auth.signIn.useMutation({ onSuccess: leave });
  const signUp = api.auth.signUp.useMutation({ onSuccess: ({ status }) => status === "signed_in" && leave() });
  const submission = isSignUp ? signUp : signIn;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = findErrors(values, isSignUp);
    // At once, so that the first field that needs another look can get the focus.
    flushSync(() => setErrors(found));
    event.currentTarget.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
    if (!found.email && !found.password) submission.mutate(values);
  }

  if (signUp.data?.status === "confirm_email") return <CheckYourEmail email={values.email} />;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label="Email" error={errors.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="email"
            inputMode="email"
            value={values.email}
            onChange={(event) => setValues({ ...values, email: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={errors.password}
        hint={isSignUp ? `At least ${MIN_PASSWORD_LENGTH} characters. A short sentence is easiest to keep.` : undefined}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete={isSignUp ? "new-password" : "current-password"}
            value={values.password}
            onChange={(event) => setValues({ ...values, password: event.target.value })}
          />
        )}
      </Field>
      {submission.error && (
        <p role="alert" className="rounded-control border border-danger-line bg-danger-surface px-3 py-2 text-danger">
          {errorWords(submission.error)}
        </p>
      )}
      <Button type="submit" variant="primary" size="lg" isPending={submission.isPending || isLeaving}>
        {isSignUp ? "Create account" : "Sign in"}
      </Button>
    </form>
  );
}

function CheckYourEmail({ email }: { email: string }) {
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <p className="font-semibold text-lg">Check your email</p>
      <p className="text-ink-soft">
        We wrote to <span className="break-all font-medium text-ink">{email}</span>. Open the link in it to finish. It
        may take a minute, and may sit in the spam folder.
      </p>
    </div>
  );
}
