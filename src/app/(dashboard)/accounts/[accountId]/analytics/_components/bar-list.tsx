import { useLocale } from "next-intl";
import { number, share } from "@/domain/words/analytics";

export interface Bar {
  label: string;
  count: number;
}

/** Bars that lie, from zero, each with its name, its number and its share of all of them, or of a `whole` that has more. */
export function BarList({ label, bars, ...rest }: { label: string; bars: readonly Bar[]; whole?: number }) {
  const locale = useLocale();
  if (bars.length === 0) return null;
  const whole = rest.whole ?? bars.reduce((total, { count }) => total + count, 0);
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5">
      {bars.map((bar) => (
        <li key={bar.label} className="flex flex-col gap-1">
          <div className="flex items-baseline justify-between gap-4 text-sm">
            <span dir="auto" className="min-w-0 break-words">
              {bar.label}
            </span>
            <span className="shrink-0 tabular-nums">
              {number(bar.count, locale)}
              <span className="ms-2 inline-block w-10 text-end text-ink-faint">
                {share(bar.count, whole, locale) ?? "–"}
              </span>
            </span>
          </div>
          <div aria-hidden="true" className="h-2 rounded-mark bg-sunken">
            <div className="h-full rounded-mark bg-accent" style={{ width: `${(bar.count / longest) * 100}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
