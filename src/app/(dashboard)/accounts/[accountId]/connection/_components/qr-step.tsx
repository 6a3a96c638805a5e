"use client";
import { QRCodeSVG } from "qrcode.react";
import { useEffect, useState } from "react";
import { Spinner } from "@/components/ui/spinner";

interface QrStepProps {
  /** Null for the moment between two codes. */
  qr: string | null;
  expiresAt: Date | null;
}

const STEPS: readonly React.ReactNode[] = [
  "Open WhatsApp on the phone whose number customers write to.",
  <>
    Go to <b className="font-medium text-ink">Settings</b>, <b className="font-medium text-ink">Linked devices</b>,{" "}
    <b className="font-medium text-ink">Link a device</b>. On Android, Settings is behind the three dots.
  </>,
  "Point the phone at this code.",
];

/** The code to scan, what to do on the phone in its own words, and how long the code lasts. */
export function QrStep({ qr, expiresAt }: QrStepProps) {
  return (
    <div className="grid content-center items-center gap-x-8 gap-y-6 border-t p-5 md:grid-cols-[1fr_auto] md:grid-rows-[1fr_auto_auto_1fr] md:p-8">
      <ol className="flex flex-col gap-4 md:row-start-2">
        {STEPS.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three fixed lines
          <li key={index} className="flex gap-3.5">
            <span
              aria-hidden="true"
              className="flex size-6 shrink-0 items-center justify-center rounded-full border border-outline font-medium text-ink-soft text-sm tabular-nums"
            >
              {index + 1}
            </span>
            <p className="max-w-[44ch] pt-0.5 text-ink-soft">{step}</p>
          </li>
        ))}
      </ol>
      <QrCode key={qr} qr={qr} expiresAt={expiresAt} />
      <p className="max-w-[52ch] text-ink-faint text-sm md:row-start-3">
        The phone can't scan it? Clean the lens, make this window larger, or wait for the next code. If WhatsApp says
        that it can't link devices now, try again in a few hours: it limits how often a phone may link.
      </p>
    </div>
  );
}

function QrCode({ qr, expiresAt }: QrStepProps) {
  const { secondsLeft, share } = useCountdown(expiresAt);
  const isUsable = qr !== null && secondsLeft !== 0;
  return (
    <figure className="flex flex-col items-center gap-3 justify-self-center md:col-start-2 md:row-span-4 md:row-start-1">
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
              title="Code for linking your phone"
              bgColor="#ffffff"
              fgColor="#16130f"
              className={isUsable ? "size-full" : "size-full opacity-10"}
            />
          )}
          {!isUsable && <Spinner className="absolute size-6 text-[#57514a]" />}
        </div>
      </div>
      <figcaption className="text-ink-soft text-sm tabular-nums">
        {isUsable ? (secondsLeft === null ? "Ready to scan" : `New code in ${secondsLeft} s`) : "Getting a new code…"}
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

interface Countdown {
  /** Null while nobody knows: on the server, and for a code without an end. */
  secondsLeft: number | null;
  /** Of the time that was left when the code was first seen, 1 to 0. */
  share: number;
}

/** Counts down once a second, from a full ring for each code: the component is keyed by it. */
function useCountdown(expiresAt: Date | null): Countdown {
  const [clock, setClock] = useState<{ firstSeen: number; now: number } | null>(null);
  useEffect(() => {
    const firstSeen = Date.now();
    setClock({ firstSeen, now: firstSeen });
    const timer = setInterval(() => setClock({ firstSeen, now: Date.now() }), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (!clock || !expiresAt) return { secondsLeft: null, share: 1 };
  const left = Math.max(0, expiresAt.getTime() - clock.now);
  const lifetime = Math.max(1, expiresAt.getTime() - clock.firstSeen);
  return { secondsLeft: Math.ceil(left / 1_000), share: left / lifetime };
}
