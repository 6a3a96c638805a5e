import { cn } from "@/components/ui/class-names";

/** A bubble of ink, and in it a line of text with the point it makes. */
function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn("size-6 shrink-0", className)}>
      <path
        d="M12 2.5c5.25 0 9.5 3.85 9.5 8.75S17.25 20 12 20c-1.3 0-2.55-.24-3.68-.67L3.4 21.2a.6.6 0 0 1-.78-.77l1.5-3.98A8.2 8.2 0 0 1 2.5 11.25C2.5 6.35 6.75 2.5 12 2.5Z"
        className="fill-ink"
      />
      <path d="M7.6 11.4h5.2" className="stroke-paper" strokeWidth="2.2" strokeLinecap="round" />
      <circle cx="16.4" cy="11.4" r="1.5" className="fill-[oklch(0.8_0.09_217)] dark:fill-[oklch(0.5_0.09_228)]" />
    </svg>
  );
}

export function Brand({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-lg tracking-[-0.02em]", className)}>
      <BrandMark />
      Parley
    </span>
  );
}
