"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { EmailField, FormError, findEmailError } from "./auth-fields";
import { CheckYourEmail } from "./check-your-email";

export function ForgotPasswordForm() {
  const t = useTranslations();
  const [email, setEmail] = useState("");
  const [error, setError] = useState<string>();
  const ask = api.auth.requestPasswordReset.useMutation();
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findEmailError(t, email);
    setError(found);
    if (!found) ask.mutate({ email });
  }
  if (ask.isSuccess)
    return (
      <CheckYourEmail email={email} isPending={ask.isPending} onAgain={() => ask.mutate({ email })}>
        {t("auth.forgotPassword.ifSomebody")}
      </CheckYourEmail>
    );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <EmailField value={email} error={error} onChange={setEmail} />
      {ask.error && <FormError>{errorWords(ask.error, t)}</FormError>}
      <Button type="submit" variant="primary" size="lg" isPending={ask.isPending}>
        {t("auth.forgotPassword.submit")}
      </Button>
    </form>
  );
}
