import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { ConfidenceBand } from "@/domain/agent/turn";
import { bandWords } from "@/domain/words/band";

const TONES: Record<ConfidenceBand, string> = {
  sure: "text-success",
  hedged: "text-attention",
  handed_over: "text-ink-soft",
};

/** How sure the bot was: bars that read without colour, and the word. */
export function ConfidenceMark({ band, className }: { band: ConfidenceBand; className?: string }) {
  const { label, level } = bandWords(useTranslations(), band);
  return (
    <span className={cn("inline-flex items-center gap-1.5 font-medium text-xs", TONES[band], className)}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3">
        {[1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4.25}
            y={9 - bar * 3}
            width="3"
            height={bar * 3 + 2.5}
            rx="1"
            fill="currentColor"
            opacity={bar <= level ? 1 : 0.26}
          />
        ))}
      </svg>
      {label}
    </span>
  );
}
