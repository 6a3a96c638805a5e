import { useTranslations } from "next-intl";
import type { Message } from "./use-messages";

/** What people felt about a message, on the edge of its bubble. */
export function Reactions({ reactions, customer }: { reactions: Message["reactions"]; customer: string }) {
  const t = useTranslations();
  if (reactions.length === 0) return null;
  return (
    <ul aria-label={t("inbox.reactions.label")} className="-mt-2.5 z-1 flex gap-1 px-2">
      {reactions.map(({ by, emoji, isWritten }) => {
        const who = by === "customer" ? customer : t("inbox.reactions.business");
        return (
          <li
            key={by}
            title={t(isWritten ? "inbox.reactions.rated" : "inbox.reactions.reacted", { who, emoji })}
            className="flex h-6 min-w-7 items-center justify-center rounded-full border bg-surface px-1.5 text-base leading-none"
          >
            <span className="sr-only">{who}: </span>
            {emoji}
          </li>
        );
      })}
    </ul>
  );
}
