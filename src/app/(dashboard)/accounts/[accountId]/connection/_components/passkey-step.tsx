"use client";
import { Button } from "@/components/ui/button";
import { OnPhone, PhoneSteps } from "./phone-steps";

interface PasskeyStepProps {
  isPending: boolean;
  onStartOver: () => void;
  onUseNumber: () => void;
}

const STEPS: readonly React.ReactNode[] = [
  "Take the phone that is being linked and open WhatsApp on it.",
  <>
    Where it asks whether it is you, tap <OnPhone>Continue</OnPhone> and confirm with your fingerprint, your face or the
    screen lock.
  </>,
  "Keep WhatsApp open until this page says that it is connected.",
];

/** WhatsApp's own check of who links: what it is, what to do, and what if it doesn't work. */
export function PasskeyStep({ isPending, onStartOver, onUseNumber }: PasskeyStepProps) {
  return (
    <div className="flex flex-col gap-6 border-t p-5 md:p-8">
      <p className="max-w-[60ch] text-ink-soft">
        Some numbers are protected with a passkey: a key that is kept on the phone and unlocked by its owner. WhatsApp
        asks for it before it links a new device, so that nobody can link your number behind your back. Parley never
        sees the key.
      </p>
      <PhoneSteps steps={STEPS} />
      <div className="flex flex-col gap-2">
        <h3 className="font-medium">If nothing appears on the phone</h3>
        <ul className="flex max-w-[60ch] list-disc flex-col gap-1.5 ps-5 text-ink-soft marker:text-ink-faint">
          <li>
            Check that the phone is online, unlocked and has a screen lock, and that WhatsApp is up to date. Then start
            over with a new code.
          </li>
          <li>
            On the phone, look at <OnPhone>Settings</OnPhone>, <OnPhone>Account</OnPhone>, <OnPhone>Passkeys</OnPhone>:
            one that was made on an old phone can be removed there and made anew.
          </li>
          <li>
            The phone asks whether two codes are the same? The other one stands on WhatsApp's page: take a picture of it
            under Health, further down.
          </li>
          <li>Still nothing? Try the other way of linking: some phones confirm one and not the other.</li>
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button isPending={isPending} onClick={onStartOver}>
          Start over with a new code
        </Button>
        <Button variant="link" onClick={onUseNumber}>
          Link with a phone number instead
        </Button>
      </div>
    </div>
  );
}
