"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/password-field";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function PasswordPanel() {
  const t = useTranslations();
  const utils = api.useUtils();
  const [profile] = api.profile.get.useSuspenseQuery();
  const [currentPassword, setCurrentPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const change = api.profile.changePassword.useMutation({
    onSuccess: async () => {
      setCurrentPassword("");
      setNewPassword("");
      await utils.profile.invalidate();
      toast.success(t("profile.password.done"), { description: t("profile.password.doneDescription") });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ currentPassword: profile.mayResetPassword ? null : currentPassword, newPassword });
  };
  const isReady = newPassword !== "" && (profile.mayResetPassword || currentPassword !== "");
  return (
    <form noValidate onSubmit={submit} className="flex max-w-96 flex-col gap-4">
      {/* For password managers: which user's password is changed. */}
      <input type="text" name="username" autoComplete="username" value={profile.email} readOnly hidden />
      {!profile.mayResetPassword && (
        <PasswordField
          label={t("profile.password.current")}
          hint={undefined}
          value={currentPassword}
          error={undefined}
          onChange={setCurrentPassword}
        />
      )}
      <PasswordField
        label={t("profile.password.new")}
        hint={t("profile.password.newHint")}
        autoComplete="new-password"
        value={newPassword}
        error={change.error ? errorWords(change.error, t) : undefined}
        onChange={setNewPassword}
      />
      <Button type="submit" disabled={!isReady} isPending={change.isPending} className="self-start">
        {t("profile.password.submit")}
      </Button>
    </form>
  );
}
