"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { errorWords } from "@/trpc/errors";
import { api, type RouterInputs } from "@/trpc/react";
import { FormError } from "./auth-fields";
import { TextLink } from "./auth-page";
import { ownPath } from "./own-path";

type Confirmation = RouterInputs["auth"]["confirm"];

interface ConfirmFormProps {
  confirmation: Confirmation;
  label: string;
  /** Where to go afterwards, when that is one of our pages. */
  next: string | undefined;
}

/** Uses the link up when it is pressed, and not before: programs that look into mails open links too. */
export function ConfirmForm({ confirmation, label, next }: ConfirmFormProps) {
  const t = useTranslations();
  const confirm = api.auth.confirm.useMutation({
    onSuccess: (outcome) => window.location.assign(next ? ownPath(next) : outcome.next),
  });
  return (
    <div className="flex flex-col gap-5">
      {confirm.error && <FormError>{errorWords(confirm.error, t)}</FormError>}
      {confirm.error ? (
        <p className="text-ink-soft">
          {confirmation.type === "recovery" ? (
            <TextLink href="/forgot-password">{t("auth.confirm.newLink")}</TextLink>
          ) : (
            t.rich("auth.confirm.signInToGoOn", { link: (chunks) => <TextLink href="/sign-in">{chunks}</TextLink> })
          )}
        </p>
      ) : (
        <Button
          variant="primary"
          size="lg"
          isPending={confirm.isPending || confirm.isSuccess}
          onClick={() => confirm.mutate(confirmation)}
        >
          {label}
        </Button>
      )}
    </div>
  );
}
