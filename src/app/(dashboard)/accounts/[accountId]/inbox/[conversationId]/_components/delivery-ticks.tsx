import { Check, CheckCheck, CircleAlert, CircleHelp, Clock3, type LucideIcon } from "lucide-react";
import type { Message } from "./use-messages";

const DELIVERY: Record<NonNullable<Message["delivery"]>, { icon: LucideIcon; words: string; tone?: string }> = {
  queued: { icon: Clock3, words: "Waiting to be sent" },
  sending: { icon: Clock3, words: "Sending" },
  sent: { icon: Check, words: "Sent" },
  delivered: { icon: CheckCheck, words: "Delivered" },
  read: { icon: CheckCheck, words: "Read", tone: "text-accent" },
  failed: { icon: CircleAlert, words: "Not sent", tone: "text-danger" },
  unknown: {
    icon: CircleHelp,
    words: "It isn't known whether this was sent. Look on the phone before writing it again.",
    tone: "text-attention",
  },
};

/** How far a message got. What went wrong is said, not only marked. */
export function DeliveryTicks({ delivery }: { delivery: Message["delivery"] }) {
  if (!delivery) return null;
  const { icon: Icon, words, tone } = DELIVERY[delivery];
  const isSpoken = delivery === "failed" || delivery === "unknown";
  return (
    <span title={words} className={tone}>
      <span className="inline-flex items-center gap-1">
        <Icon aria-hidden="true" className="size-3.5" />
        <span className={isSpoken ? "font-medium" : "sr-only"}>{words}</span>
      </span>
    </span>
  );
}
