"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/password-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function EmailPanel() {
  const t = useTranslations();
  const [profile] = api.profile.get.useSuspenseQuery();
  const [isOpen, setIsOpen] = useState(false);
  /** What was asked for in this visit; the mails say the rest. */
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="break-all font-medium">{profile.email}</p>
      {asked && (
        <Notice tone="info" role="status">
          <p>
            {t.rich("profile.email.asked", {
              email: profile.email,
              asked,
              address: (chunks) => (
                <span dir="ltr" className="break-all font-medium">
                  {chunks}
                </span>
              ),
            })}
          </p>
        </Notice>
      )}
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogTrigger asChild>
          <Button>{t("profile.email.change")}</Button>
        </DialogTrigger>
        <DialogContent title={t("profile.email.changeTitle")} description={t("profile.email.changeDescription")}>
          <EmailForm
            onDone={(pending) => {
              setAsked(pending);
              setIsOpen(false);
            }}
          />
        </DialogContent>
      </Dialog>
    </div>
  );
}

function EmailForm({ onDone }: { onDone: (pending: string | null) => void }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const change = api.profile.changeEmail.useMutation({
    onSuccess: async ({ status }, { email: asked }) => {
      await utils.invalidate();
      if (status === "changed")
        toast.success(t("profile.email.done"), { description: t("profile.email.doneDescription", { email: asked }) });
      onDone(status === "changed" ? null : asked);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ email: email.trim(), password });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t("profile.email.newLabel")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="email"
            inputMode="email"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <PasswordField
        value={password}
        error={change.error ? errorWords(change.error, t) : undefined}
        onChange={setPassword}
      />
      <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
        <DialogClose asChild>
          <Button>{t("common.actions.cancel")}</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          disabled={!email.includes("@") || password === ""}
          isPending={change.isPending}
        >
          {t("profile.email.submit")}
        </Button>
      </div>
    </form>
  );
}
