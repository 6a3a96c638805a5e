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
      toast.success(t("profile.name.saved"), { description: t("profile.name.savedDescription") });
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
        label={t("profile.name.label")}
        error={update.error ? errorWords(update.error, t) : undefined}
        hint={t("profile.name.hint")}
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
        {t("profile.name.submit")}
      </Button>
    </form>
  );
}
