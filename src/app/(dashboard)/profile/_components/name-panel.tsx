"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function NamePanel() {
  const t = useTranslations();
  const utils = api.useUtils();
  const [profile] = api.profile.get.useSuspenseQuery();
  const [typed, setTyped] = useState<string | null>(null);
  const update = api.profile.update.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.profile.get.invalidate(), utils.auth.me.invalidate()]);
      setTyped(null);
      toast.success("Saved", { description: "Your teams see the new name." });
    },
  });
  const name = typed ?? profile.name ?? "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name });
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-96 flex-col gap-4">
      <Field
        label="Your name"
        error={update.error ? errorWords(update.error, t) : undefined}
        hint="Without one, your teams see your email address."
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="name"
            maxLength={80}
            value={name}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        disabled={name.trim() === (profile.name ?? "")}
        isPending={update.isPending}
        className="self-start"
      >
        Save name
      </Button>
    </form>
  );
}
