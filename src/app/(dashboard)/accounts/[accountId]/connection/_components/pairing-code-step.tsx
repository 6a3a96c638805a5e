"use client";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import { codeGroups, countdownWords } from "@/domain/words/health";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { LinkLayout } from "./link-layout";
import { onPhone, onPhoneNumber, PhoneSteps, WayToLinkedDevices } from "./phone-steps";
import { useCountdown } from "./use-countdown";

interface PairingCodeStepProps {
  /** Null for the moment between two codes. */
  code: string | null;
  expiresAt: Date | null;
  phoneNumber: string | null;
  onUseQr: () => void;
  onUseNumber: () => void;
}

/** The code to type on the phone, and where it is asked for. */
export function PairingCodeStep({ code, expiresAt, phoneNumber, onUseQr, onUseNumber }: PairingCodeStepProps) {
  const t = useTranslations();
  return (
    <LinkLayout
      steps={
        <PhoneSteps
          steps={[
            phoneNumber
              ? t.rich("connection.pairing.open", { number: formatPhoneNumber(phoneNumber), phone: onPhoneNumber })
              : t.rich("connection.pairing.openWritten", { phone: onPhone }),
            <WayToLinkedDevices key="way" />,
            t.rich("connection.pairing.type", { phone: onPhone }),
          ]}
        />
      }
      code={<Code key={code} code={code} expiresAt={expiresAt} />}
      other={
        <>
          <Button variant="link" onClick={onUseQr}>
            {t("connection.link.useQr")}
          </Button>
          <Button variant="link" onClick={onUseNumber}>
            {t("connection.link.otherNumber")}
          </Button>
        </>
      }
      help={t("connection.pairing.help")}
    />
  );
}

function Code({ code, expiresAt }: Pick<PairingCodeStepProps, "code" | "expiresAt">) {
  const t = useTranslations();
  const locale = useLocale();
  const { secondsLeft } = useCountdown(expiresAt);
  const isUsable = code !== null && secondsLeft !== 0;
  const groups = codeGroups(code ?? "");
  return (
    <figure
      aria-label={t("connection.pairing.code")}
      className="flex flex-col items-center gap-4 rounded-card bg-sunken px-4 py-7 sm:px-7"
    >
      {isUsable ? (
        <output data-testid="pairing-code" data-code={groups.join("")} className="flex items-center gap-2.5 sm:gap-3">
          {/* Spelled: a screen reader would try to read it as a word. */}
          <span className="sr-only">{groups.map((group) => [...group].join(" ")).join(", ")}</span>
          {groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups, always in this order
            <span key={index} aria-hidden="true" className="flex gap-1">
              {[...group].map((character, place) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: characters of a fixed code
                  key={place}
                  className="flex h-11 w-7 items-center justify-center rounded-control border bg-surface font-semibold text-xl tabular-nums sm:h-13 sm:w-9 sm:text-2xl"
                >
                  {character}
                </span>
              ))}
            </span>
          ))}
        </output>
      ) : (
        <span className="flex h-11 items-center sm:h-13">
          <Spinner className="size-6! text-ink-faint" />
        </span>
      )}
      <figcaption className="flex min-h-7 items-center gap-4 text-ink-soft text-sm tabular-nums">
        {isUsable ? (
          <>
            {secondsLeft === null
              ? t("connection.pairing.ready")
              : t("connection.link.newCodeIn", { time: countdownWords(secondsLeft, locale) })}
            <CopyButton text={groups.join("")} label={t("connection.pairing.copy")} />
          </>
        ) : (
          t("connection.link.gettingCode")
        )}
      </figcaption>
    </figure>
  );
}
