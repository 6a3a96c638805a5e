import { useTranslations } from "next-intl";

/** What to do on the phone, in order and in its own words. */
export function PhoneSteps({ steps }: { steps: readonly React.ReactNode[] }) {
  return (
    <ol className="flex flex-col gap-4">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a few fixed lines
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
  );
}

/** Words that stand on the phone: `<phone>` in messages. */
export const onPhone = (words: React.ReactNode) => <b className="font-medium text-ink">{words}</b>;

/** A number that stands on the phone. */
export const onPhoneNumber = (number: React.ReactNode) => (
  <b dir="ltr" className="font-medium text-ink">
    {number}
  </b>
);

/** The way to the place where WhatsApp links devices. */
export function WayToLinkedDevices() {
  const t = useTranslations();
  return t.rich("connection.link.way", { phone: onPhone });
}
