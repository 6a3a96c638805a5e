import { cn } from "./class-names";

export type DotTone = "success" | "busy" | "attention" | "danger" | "idle";

// Shape as well as colour: a filled dot, a half one, a ring.
const DOTS: Record<DotTone, string> = {
  success: "bg-success-dot",
  busy: "animate-breathe bg-info",
  attention: "bg-attention-dot",
  danger: "bg-danger-dot",
  idle: "border-[1.5px] border-ink-faint",
};

/** A small mark before words that say the same; never alone. */
export function StatusDot({ tone, className }: { tone: DotTone; className?: string }) {
  return <span aria-hidden="true" className={cn("inline-block size-2 shrink-0 rounded-full", DOTS[tone], className)} />;
}
