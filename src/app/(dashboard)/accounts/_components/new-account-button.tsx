"use client";
import { Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function NewAccountButton() {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus />
          {t("accounts.create.title")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("accounts.create.title")} description={t("accounts.create.description")}>
        <NewAccountForm />
      </DialogContent>
    </Dialog>
  );
}

function NewAccountForm() {
  const t = useTranslations();
  const router = useRouter();
  const utils = api.useUtils();
  const [name, setName] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const [isLeaving, startLeaving] = useTransition();
  const create = api.account.create.useMutation({
    onSuccess: ({ id }) => {
      void utils.account.list.invalidate();
      // The phone is the next step, and the page for it says so.
      startLeaving(() => router.push(`/accounts/${id}/connection` as Route));
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const isEmpty = name.trim() === "";
    setIsMissing(isEmpty);
    if (!isEmpty) create.mutate({ name: name.trim() });
  }

  const failure = create.error ? errorWords(create.error, t) : undefined;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label={t("accounts.create.name")}
        error={isMissing ? t("accounts.create.nameMissing") : failure}
        hint={t("accounts.create.nameHint")}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={create.isPending || isLeaving}>
          {t("accounts.create.submit")}
        </Button>
      </div>
    </form>
  );
}
