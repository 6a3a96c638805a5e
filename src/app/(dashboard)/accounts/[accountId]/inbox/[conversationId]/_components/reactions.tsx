import type { Message } from "./use-messages";

/** What people felt about a message, on the edge of its bubble. */
export function Reactions({ reactions, customer }: { reactions: Message["reactions"]; customer: string }) {
  if (reactions.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="-mt-2.5 z-1 flex gap-1 px-2">
      {reactions.map(({ by, emoji }) => {
        const who = by === "customer" ? customer : "The business";
        return (
          <li
            key={by}
            title={`${who} reacted with ${emoji}`}
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
