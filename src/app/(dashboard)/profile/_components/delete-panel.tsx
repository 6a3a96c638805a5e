"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { forgetKeptTexts, textStore } from "@/components/kept-texts";
import { PasswordField } from "@/components/password-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function DeletePanel() {
  const t = useTranslations();
  const [profile] = api.profile.get.useSuspenseQuery();
  if (!profile.canDelete) return <p className="text-ink-soft">{t("profile.delete.keptElsewhere")}</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">{t("profile.delete.consequences")}</p>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="quiet-danger" className="-ms-3.5">
            {t("profile.delete.open")}
          </Button>
        </DialogTrigger>
        <DialogContent title={t("profile.delete.dialogTitle")} description={t("profile.delete.dialogDescription")}>
          <DeleteForm />
        </DialogContent>
      </Dialog>
    </div>
  );
}

function DeleteForm() {
  const t = useTranslations();
  const [password, setPassword] = useState("");
  const remove = api.profile.delete.useMutation({
    // A whole page load, so that nothing of this user stays in memory.
    onSuccess: () => {
      forgetKeptTexts(textStore());
      window.location.assign("/sign-up");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ password });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <PasswordField
        value={password}
        error={remove.error ? errorWords(remove.error, t) : undefined}
        onChange={setPassword}
      />
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.keepIt")}</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="danger"
          disabled={password === ""}
          isPending={remove.isPending || remove.isSuccess}
        >
          {t("profile.delete.submit")}
        </Button>
      </div>
    </form>
  );
}
