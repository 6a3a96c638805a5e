"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/password-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function DeletePanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("account.delete"))
    return <p className="text-ink-soft">{t("settings.delete.onlyOwner")}</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">{t("settings.delete.what")}</p>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="quiet-danger" className="-ms-3.5">
            {t("settings.delete.open")}
          </Button>
        </DialogTrigger>
        <DialogContent
          title={t("settings.delete.ask", { name: account.name })}
          description={t("settings.delete.askDetail")}
        >
          <DeleteForm accountId={accountId} name={account.name} />
        </DialogContent>
      </Dialog>
    </div>
  );
}

function DeleteForm({ accountId, name }: { accountId: string; name: string }) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const remove = api.account.delete.useMutation({
    // A whole page load, so that nothing of the account stays in memory.
    onSuccess: () => window.location.assign("/accounts"),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ accountId, name: typed, password });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("settings.delete.typeName")} hint={t("settings.delete.asWritten", { name })}>
        {(control) => (
          <Input {...control} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
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
          disabled={typed.trim() !== name || password === ""}
          isPending={remove.isPending || remove.isSuccess}
        >
          {t("settings.delete.forEver")}
        </Button>
      </div>
    </form>
  );
}
