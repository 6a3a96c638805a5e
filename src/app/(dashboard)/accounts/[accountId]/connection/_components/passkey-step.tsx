"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { onPhone, PhoneSteps } from "./phone-steps";

interface PasskeyStepProps {
  isPending: boolean;
  onStartOver: () => void;
  onUseNumber: () => void;
}

const STEPS = ["connection.passkey.open", "connection.passkey.confirm", "connection.passkey.keepOpen"] as const;
const HELP = [
  "connection.passkey.checkPhone",
  "connection.passkey.lookAtPasskeys",
  "connection.passkey.twoCodes",
  "connection.passkey.otherWay",
] as const;

/** WhatsApp's own check of who links: what it is, what to do, and what if it doesn't work. */
export function PasskeyStep({ isPending, onStartOver, onUseNumber }: PasskeyStepProps) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-6 border-t p-5 md:p-8">
      <p className="max-w-[60ch] text-ink-soft">{t("connection.passkey.what")}</p>
      <PhoneSteps steps={STEPS.map((step) => t.rich(step, { phone: onPhone }))} />
      <div className="flex flex-col gap-2">
        <h3 className="font-medium">{t("connection.passkey.nothingAppears")}</h3>
        <ul className="flex max-w-[60ch] list-disc flex-col gap-1.5 ps-5 text-ink-soft marker:text-ink-faint">
          {HELP.map((line) => (
            <li key={line}>{t.rich(line, { phone: onPhone })}</li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button isPending={isPending} onClick={onStartOver}>
          {t("connection.passkey.startOver")}
        </Button>
        <Button variant="link" onClick={onUseNumber}>
          {t("connection.link.useNumber")}
        </Button>
      </div>
    </div>
  );
}
