"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { TextLink } from "./auth-page";

interface CheckYourEmailProps {
  email: string;
  /** What it says about the link. */
  children: React.ReactNode;
  /** Sends it once more. */
  onAgain: () => void;
  isPending: boolean;
}

/** A mail is on its way, if it may be: the page says the same for every address. */
export function CheckYourEmail({ email, children, onAgain, isPending }: CheckYourEmailProps) {
  const settings = api.auth.settings.useQuery();
  return (
    <div role="status" className="flex flex-col gap-5">
      <div className="flex flex-col gap-1.5">
        <p className="font-semibold text-lg">Check your email</p>
        <p className="text-ink-soft">
          We wrote to <span className="break-all font-medium text-ink">{email}</span>. {children} It may take a minute,
          and may sit in the spam folder.
        </p>
      </div>
      {settings.data?.canReadMailHere && (
        <p className="text-ink-soft">
          No mail server is set up yet, so the mail stays on this machine:{" "}
          <TextLink href="/dev/mail">read it here</TextLink>.
        </p>
      )}
      <Button isPending={isPending} onClick={onAgain} className="self-start">
        Send it again
      </Button>
    </div>
  );
}

/** The mail of a sign-up once more. */
export function useResendConfirmation() {
  const t = useTranslations();
  return api.auth.resendConfirmation.useMutation({
    onSuccess: () => void toast.success("Sent again", { description: "The link in the older mail works no more." }),
    onError: (error) => void toast.error("Not sent", { description: errorWords(error, t) }),
  });
}
