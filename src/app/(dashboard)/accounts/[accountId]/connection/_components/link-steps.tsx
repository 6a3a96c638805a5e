"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { RouterOutputs } from "@/trpc/react";
import { NumberForm } from "./number-form";
import { PairingCodeStep } from "./pairing-code-step";
import { PasskeyStep } from "./passkey-step";
import { QrStep } from "./qr-step";
import type { Link } from "./use-link";

type Connection = RouterOutputs["connection"]["get"];

interface LinkStepsProps {
  connection: Connection;
  link: Link;
  /** The number is asked for, in place of what else there is to do. */
  isWriting: boolean;
  onWriting: (isWriting: boolean) => void;
}

/** A number that isn't linked, or isn't any more, may be linked by its number instead. */
const canChooseMethod = ({ state, phoneNumber }: Connection) =>
  state === "logged_out" || (state === "stopped" && phoneNumber === null);

/** What there is to do on the phone right now, and the way from one method to the other. */
export function LinkSteps({ connection, link, isWriting, onWriting }: LinkStepsProps) {
  const t = useTranslations();
  const { state, linkPhoneNumber } = connection;
  // Kept while one tries the other way, which makes the server forget it.
  const [lastNumber, setLastNumber] = useState<string | null>(null);
  const write = () => onWriting(true);
  const isLinking = state === "qr" || state === "pairing_code" || state === "passkey_required";

  if (isWriting && (isLinking || canChooseMethod(connection)))
    return (
      <NumberForm
        initialNumber={linkPhoneNumber ?? lastNumber}
        isPending={link.isPending}
        failure={link.failure}
        onSubmit={(digits) => {
          setLastNumber(digits);
          link.byWrittenNumber(digits, () => onWriting(false));
        }}
        onUseQr={() => {
          onWriting(false);
          // The code that was there before is still good.
          if (state !== "qr") link.byQr();
        }}
      />
    );
  if (state === "qr") return <QrStep qr={connection.qr} expiresAt={connection.qrExpiresAt} onUseNumber={write} />;
  if (state === "pairing_code")
    return (
      <PairingCodeStep
        code={connection.pairingCode}
        expiresAt={connection.pairingCodeExpiresAt}
        phoneNumber={linkPhoneNumber}
        onUseQr={link.byQr}
        onUseNumber={write}
      />
    );
  if (state === "passkey_required")
    return (
      <PasskeyStep
        isPending={link.isPending}
        onStartOver={() => (linkPhoneNumber ? link.byNumber(linkPhoneNumber) : link.byQr())}
        onUseNumber={write}
      />
    );
  if (canChooseMethod(connection))
    return (
      <div className="flex flex-wrap items-center gap-x-2 border-t px-5 py-3.5 text-ink-soft md:px-6">
        {t("connection.link.noCamera")}
        <Button variant="link" onClick={write}>
          {t("connection.link.useNumber")}
        </Button>
      </div>
    );
  return null;
}
