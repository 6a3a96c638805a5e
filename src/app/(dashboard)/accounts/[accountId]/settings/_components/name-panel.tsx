"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

export function NamePanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  // Null: nothing is typed, so that what others save meanwhile is shown.
  const [typed, setTyped] = useState<string | null>(null);
  const rename = api.account.rename.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.account.get.invalidate({ accountId }), utils.account.list.invalidate()]);
      setTyped(null);
      toast.success(t("settings.name.saved"), { description: t("settings.name.savedDetail") });
    },
  });
  const isReadOnly = !account.permissions.includes("account.manage");
  const name = typed ?? account.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ accountId, name: name.trim() });
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-96 flex-col gap-4">
      <Field
        label={t("settings.name.label")}
        error={rename.error ? errorWords(rename.error, t) : undefined}
        hint={isReadOnly ? t("settings.name.whoMay", { who: whoMay(t, "account.manage") }) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            autoComplete="off"
            disabled={isReadOnly}
            value={name}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {!isReadOnly && (
        <Button
          type="submit"
          variant="primary"
          disabled={name.trim() === account.name}
          isPending={rename.isPending}
          className="self-start"
        >
          {t("settings.name.save")}
        </Button>
      )}
    </form>
  );
}
