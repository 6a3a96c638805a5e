import { cn } from "./class-names";

interface ScoreBarProps {
  /** 0..1; what is above fills the bar. */
  value: number;
  /** The number in words, beside the bar. */
  text: string;
  label: string;
  className?: string;
}

/** A score as a bar from zero, with its number. */
export function ScoreBar({ value, text, label, className }: ScoreBarProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-ink-soft text-xs", className)}>
      <span aria-hidden="true" className="h-1 w-14 overflow-hidden rounded-full bg-pressed">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }}
        />
      </span>
      <span className="tabular-nums">
        <span className="sr-only">{label} </span>
        {text}
      </span>
    </span>
  );
}
