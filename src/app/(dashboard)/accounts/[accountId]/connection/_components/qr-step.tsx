"use client";
import { useLocale, useTranslations } from "next-intl";
import { QRCodeSVG } from "qrcode.react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { countdownWords } from "@/domain/words/health";
import { LinkLayout } from "./link-layout";
import { PhoneSteps, WayToLinkedDevices } from "./phone-steps";
import { useCountdown } from "./use-countdown";

interface QrStepProps {
  /** Null for the moment between two codes. */
  qr: string | null;
  expiresAt: Date | null;
  onUseNumber: () => void;
}

/** The code to scan, what to do on the phone in its own words, and how long the code lasts. */
export function QrStep({ qr, expiresAt, onUseNumber }: QrStepProps) {
  const t = useTranslations();
  return (
    <LinkLayout
      steps={
        <PhoneSteps steps={[t("connection.qr.open"), <WayToLinkedDevices key="way" />, t("connection.qr.point")]} />
      }
      code={<QrCode key={qr} qr={qr} expiresAt={expiresAt} />}
      other={
        <Button variant="link" onClick={onUseNumber}>
          {t("connection.link.useNumber")}
        </Button>
      }
      help={t("connection.qr.help")}
    />
  );
}

function QrCode({ qr, expiresAt }: Pick<QrStepProps, "qr" | "expiresAt">) {
  const t = useTranslations();
  const locale = useLocale();
  const { secondsLeft, share } = useCountdown(expiresAt);
  const isUsable = qr !== null && secondsLeft !== 0;
  return (
    <figure className="flex flex-col items-center gap-3">
      <div className="relative p-2">
        <CountdownRing share={isUsable ? share : 0} />
        {/* White in both themes, with its quiet zone: cameras look for dark on light. */}
        <div
          data-testid="qr"
          data-qr={qr ?? undefined}
          className="relative flex size-72 items-center justify-center rounded-[9px] bg-[#fff] p-4 max-sm:size-64"
        >
          {qr && (
            <QRCodeSVG
              value={qr}
              level="L"
              title={t("connection.qr.code")}
              bgColor="#ffffff"
              fgColor="#16130f"
              className={isUsable ? "size-full" : "size-full opacity-10"}
            />
          )}
          {!isUsable && <Spinner className="absolute size-6! text-[#57514a]" />}
        </div>
      </div>
      <figcaption className="text-ink-soft text-sm tabular-nums">
        {isUsable
          ? secondsLeft === null
            ? t("connection.qr.ready")
            : t("connection.link.newCodeIn", { time: countdownWords(secondsLeft, locale) })
          : t("connection.link.gettingCode")}
      </figcaption>
    </figure>
  );
}

/** A frame around the code that empties as its time runs out. */
function CountdownRing({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true" className="absolute inset-0 size-full">
      <rect x="1" y="1" width="98" height="98" rx="4.6" fill="none" className="stroke-line" strokeWidth="0.9" />
      <rect
        x="1"
        y="1"
        width="98"
        height="98"
        rx="4.6"
        fill="none"
        pathLength="1"
        strokeDasharray="1"
        strokeDashoffset={1 - share}
        strokeWidth="0.9"
        className="stroke-accent transition-[stroke-dashoffset] duration-1000 ease-linear"
      />
    </svg>
  );
}
