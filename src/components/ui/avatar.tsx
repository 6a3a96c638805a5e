import { cn } from "./class-names";

/** Initials in place of a picture. Decorative: the name stands beside it. */
export function Avatar({ initials, className }: { initials: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex size-9 shrink-0 select-none items-center justify-center rounded-full bg-pressed font-medium text-ink-soft text-sm",
        className,
      )}
    >
      {initials}
    </span>
  );
}
