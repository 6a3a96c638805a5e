import { useLocale } from "next-intl";
import { number } from "@/domain/words/analytics";

interface DayColumnsProps {
  /** What the picture shows, for whoever doesn't see it. */
  label: string;
  days: readonly { date: string; count: number }[];
  /** In which dates are written. */
  locale: string;
}

/**
 * A column per day, from zero to the highest, whose number stands at the top. Dates stay as the server wrote them, whose
 * tables of languages may be of another year than the browser's.
 */
export function DayColumns({ label, days, locale }: DayColumnsProps) {
  const language = useLocale();
  const highest = Math.max(...days.map(({ count }) => count), 0);
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <figure className="flex flex-col gap-1.5">
      <p aria-hidden="true" className="border-line border-b pb-0.5 text-ink-faint text-xs tabular-nums">
        {number(highest, language)}
      </p>
      <div role="img" aria-label={label} className="flex h-36 items-end gap-px border-outline border-b">
        {days.map(({ date, count }) => (
          <span
            key={date}
            suppressHydrationWarning
            title={`${dayWords(date, locale)}: ${number(count, language)}`}
            className="flex h-full min-w-0 flex-1 items-end"
          >
            <span
              className="w-full rounded-t-[2px] bg-accent"
              style={{ height: `${highest === 0 ? 0 : (count / highest) * 100}%` }}
            />
          </span>
        ))}
      </div>
      <figcaption className="flex justify-between text-ink-faint text-xs tabular-nums">
        <span suppressHydrationWarning>{first && dayWords(first.date, locale)}</span>
        <span suppressHydrationWarning>{last && first !== last && dayWords(last.date, locale)}</span>
      </figcaption>
    </figure>
  );
}

/** `3 Mar 2026`: a date of the calendar, the same in every zone. */
export const dayWords = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));
