"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { FormError, findNewPasswordError, NewPasswordField } from "./auth-fields";

/** A new password in a session that a link has just opened: the old one is not asked for. */
export function ResetPasswordForm() {
  const t = useTranslations();
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string>();
  const change = api.profile.changePassword.useMutation({
    // A whole page load, in the session that goes on.
    onSuccess: () => window.location.assign("/"),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findNewPasswordError(t, password);
    setError(found);
    if (!found) change.mutate({ currentPassword: null, newPassword: password });
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <NewPasswordField label={t("auth.fields.newPassword")} value={password} error={error} onChange={setPassword} />
      {change.error && <FormError>{errorWords(change.error, t)}</FormError>}
      <Button type="submit" variant="primary" size="lg" isPending={change.isPending || change.isSuccess}>
        {t("auth.resetPassword.submit")}
      </Button>
    </form>
  );
}
