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

/** Words that stand on the phone. */
export const OnPhone = ({ children }: { children: string }) => <b className="font-medium text-ink">{children}</b>;

/** The way to the place where WhatsApp links devices. */
export const WAY_TO_LINKED_DEVICES = (
  <>
    Go to <OnPhone>Settings</OnPhone>, <OnPhone>Linked devices</OnPhone>, <OnPhone>Link a device</OnPhone>. On Android,
    Settings is behind the three dots.
  </>
);
