"use client";
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
}

/** A number that isn't linked, or isn't any more, may be linked by its number instead. */
const canChooseMethod = ({ state, phoneNumber }: Connection) =>
  state === "logged_out" || (state === "stopped" && phoneNumber === null);

/** What there is to do on the phone right now, and the way from one method to the other. */
export function LinkSteps({ connection, link }: LinkStepsProps) {
  const [isWriting, setIsWriting] = useState(false);
  const { state } = connection;
  const write = () => setIsWriting(true);
  const isLinking = state === "qr" || state === "pairing_code";

  if (isWriting && (isLinking || canChooseMethod(connection)))
    return (
      <NumberForm
        initialNumber={connection.linkPhoneNumber}
        isPending={link.isPending}
        failure={link.numberFailure}
        onSubmit={(digits) => link.byNumber(digits, () => setIsWriting(false))}
        onUseQr={() => {
          setIsWriting(false);
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
        phoneNumber={connection.linkPhoneNumber}
        onUseQr={link.byQr}
        onUseNumber={write}
      />
    );
  if (state === "passkey_required") return <PasskeyStep isPending={link.isPending} onStartOver={link.byQr} />;
  if (canChooseMethod(connection))
    return (
      <div className="flex flex-wrap items-center gap-x-2 border-t px-5 py-3.5 text-ink-soft md:px-6">
        No camera at hand?
        <Button variant="link" onClick={write}>
          Link with a phone number instead
        </Button>
      </div>
    );
  return null;
}
