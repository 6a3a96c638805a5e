import type { ConnectionState } from "@/domain/messaging/connection-state";
import { OnPhone } from "./phone-steps";

const ADVICE: Partial<Record<ConnectionState, { title: string; lines: readonly React.ReactNode[] }>> = {
  conflict: {
    title: "What “Use here” does",
    lines: [
      "Parley takes the connection back and answers again. The other place, a browser tab or another program, is disconnected from WhatsApp. Nothing is deleted there or here.",
      <>
        If it happens again and again, something else uses this link. On the phone, open <OnPhone>Settings</OnPhone>,{" "}
        <OnPhone>Linked devices</OnPhone>, and log out what you don't know.
      </>,
    ],
  },
  failed: {
    title: "What to check",
    lines: [
      "Does the machine on which Parley runs reach the internet? A firewall may block web.whatsapp.com.",
      "Has it memory left? Each connection runs a browser of its own.",
      "Conversations and documents are kept. What customers write meanwhile waits at WhatsApp and is picked up afterwards.",
    ],
  },
  logged_out: {
    title: "What now",
    lines: [
      "Link the phone again, with a QR code or with its number. Everything else stays as it was.",
      <>
        Nobody unlinked it? WhatsApp does so by itself when a phone was offline for about two weeks, and when it
        suspects automation. Look at <OnPhone>Linked devices</OnPhone> on the phone, and at number safety below.
      </>,
    ],
  },
  reconnecting: {
    title: "What happens now",
    lines: [
      "Parley tries again by itself, at once and then in longer and longer steps of up to a minute. There is nothing to do.",
      "Messages that customers write meanwhile wait at WhatsApp. They are picked up when the line is back, in their order.",
    ],
  },
};

/** What a state that needs patience or a decision means, and what to do about it. */
export function WhatToDo({ state }: { state: ConnectionState }) {
  const advice = ADVICE[state];
  if (!advice) return null;
  return (
    <div className="flex flex-col gap-2 border-t px-5 py-4 md:px-6 md:py-5">
      <h3 className="font-medium">{advice.title}</h3>
      <ul className="flex max-w-[68ch] list-disc flex-col gap-1.5 ps-5 text-ink-soft marker:text-ink-faint">
        {advice.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a few fixed lines
          <li key={index}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
