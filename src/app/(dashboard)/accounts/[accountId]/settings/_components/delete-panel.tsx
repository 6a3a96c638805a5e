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
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("account.delete"))
    return <p className="text-ink-soft">Only an owner of this account can delete it.</p>;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-[60ch] text-ink-soft">
        The phone is unlinked; conversations, documents and files are deleted for everybody in the team. It can't be
        undone.
      </p>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="quiet-danger" className="-ms-3.5">
            Delete this account…
          </Button>
        </DialogTrigger>
        <DialogContent
          title={`Delete ${account.name}?`}
          description="Conversations, documents and files are deleted for everybody. It can't be undone."
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
      <Field label="Type the account's name" hint={`As it is written: ${name}`}>
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
          <Button>Keep it</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="danger"
          disabled={typed.trim() !== name || password === ""}
          isPending={remove.isPending || remove.isSuccess}
        >
          Delete for ever
        </Button>
      </div>
    </form>
  );
}
