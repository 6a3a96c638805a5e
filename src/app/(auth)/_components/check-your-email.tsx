"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { Address, TextLink } from "./auth-page";

interface CheckYourEmailProps {
  email: string;
  /** What it says about the link. */
  children: string;
  /** Sends it once more. */
  onAgain: () => void;
  isPending: boolean;
}

/** A mail is on its way, if it may be: the page says the same for every address. */
export function CheckYourEmail({ email, children, onAgain, isPending }: CheckYourEmailProps) {
  const t = useTranslations();
  const settings = api.auth.settings.useQuery();
  return (
    <div role="status" className="flex flex-col gap-5">
      <div className="flex flex-col gap-1.5">
        <p className="font-semibold text-lg">{t("auth.checkYourEmail.title")}</p>
        <p className="text-ink-soft">
          {t.rich("auth.checkYourEmail.wrote", {
            email,
            link: children,
            address: (chunks) => <Address>{chunks}</Address>,
          })}
        </p>
      </div>
      {settings.data?.canReadMailHere && (
        <p className="text-ink-soft">
          {t.rich("auth.checkYourEmail.readHere", { link: (chunks) => <TextLink href="/dev/mail">{chunks}</TextLink> })}
        </p>
      )}
      <Button isPending={isPending} onClick={onAgain} className="self-start">
        {t("auth.checkYourEmail.again")}
      </Button>
    </div>
  );
}

/** The mail of a sign-up once more. */
export function useResendConfirmation() {
  const t = useTranslations();
  return api.auth.resendConfirmation.useMutation({
    onSuccess: () =>
      void toast.success(t("auth.checkYourEmail.sentAgain"), { description: t("auth.checkYourEmail.olderLink") }),
    onError: (error) => void toast.error(t("auth.checkYourEmail.notSent"), { description: errorWords(error, t) }),
  });
}
