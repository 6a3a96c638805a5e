import { Check, CheckCheck, CircleAlert, CircleHelp, Clock3, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageKey } from "@/domain/words/translate";
import type { Message } from "./use-messages";

const DELIVERY: Record<NonNullable<Message["delivery"]>, { icon: LucideIcon; words: MessageKey; tone?: string }> = {
  queued: { icon: Clock3, words: "inbox.delivery.queued" },
  sending: { icon: Clock3, words: "inbox.delivery.sending" },
  sent: { icon: Check, words: "inbox.delivery.sent" },
  delivered: { icon: CheckCheck, words: "inbox.delivery.delivered" },
  read: { icon: CheckCheck, words: "inbox.delivery.read", tone: "text-accent" },
  failed: { icon: CircleAlert, words: "inbox.delivery.failed", tone: "text-danger" },
  unknown: {
    icon: CircleHelp,
    words: "inbox.delivery.unknown",
    tone: "text-attention",
  },
};

/** How far a message got. What went wrong is said, not only marked. */
export function DeliveryTicks({ delivery }: { delivery: Message["delivery"] }) {
  const t = useTranslations();
  if (!delivery) return null;
  const { icon: Icon, words: key, tone } = DELIVERY[delivery];
  const words = t(key);
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
