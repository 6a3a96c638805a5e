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
            We wrote to <span className="break-all font-medium">{profile.email}</span> and to{" "}
            <span className="break-all font-medium">{asked}</span>. The change counts when both have confirmed.
          </p>
        </Notice>
      )}
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogTrigger asChild>
          <Button>Change email…</Button>
        </DialogTrigger>
        <DialogContent
          title="Change your email address"
          description="Where mails are sent, both addresses have to confirm it, so that nobody can take your user from you."
        >
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
      if (status === "changed") toast.success("Email changed", { description: `You sign in with ${asked} now.` });
      onDone(status === "changed" ? null : asked);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ email: email.trim(), password });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label="New email">
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
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          disabled={!email.includes("@") || password === ""}
          isPending={change.isPending}
        >
          Change email
        </Button>
      </div>
    </form>
  );
}
