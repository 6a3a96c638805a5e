import { cn } from "./class-names";

interface ProgressProps {
  /** 0..1; null when nobody knows how much there is. */
  share: number | null;
  label: string;
  className?: string;
}

/** A bar for long work; the words beside it say how far it is. */
export function Progress({ share, label, className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className={cn("h-1 w-full overflow-hidden rounded-full bg-pressed", className)}
    >
      {share === null ? (
        <div className="h-full w-1/3 animate-sweep rounded-full bg-accent" />
      ) : (
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${share * 100}%` }}
        />
      )}
    </div>
  );
}
