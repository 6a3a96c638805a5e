import { unitWords } from "./unit";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time with its two largest units: `40 s`, `4 min`, `3 h 12 min`, `2 d 4 h`.
 * @param locale of whoever reads
 */
export function durationWords(ms: number, locale: string): string {
  if (ms < MINUTE) return unitWords(Math.max(0, Math.floor(ms / SECOND)), "second", locale);
  if (ms < HOUR) return unitWords(Math.floor(ms / MINUTE), "minute", locale);
  const isUnderADay = ms < DAY;
  const [unit, part] = isUnderADay ? [HOUR, MINUTE] : [DAY, HOUR];
  const whole = Math.floor(ms / unit);
  const rest = Math.floor((ms - whole * unit) / part);
  const words = unitWords(whole, isUnderADay ? "hour" : "day", locale);
  return rest === 0 ? words : `${words} ${unitWords(rest, isUnderADay ? "minute" : "hour", locale)}`;
}

/** How long a recording is: `0:07`, `12:30`, `1:02:03`. */
export function playingTimeWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** The same as it is said: `7 seconds`, `1 minute, 5 seconds`, `1 hour, 2 minutes`. Seconds are left out from an hour on. */
export function spokenTimeWords(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts: [value: number, unit: string][] = [
    [hours, "hour"],
    [minutes, "minute"],
    [hours > 0 ? 0 : whole % 60, "second"],
  ];
  const told = parts.filter(([value]) => value > 0);
  const words = (told.length > 0 ? told : ([[0, "second"]] as const)).map(([value, unit]) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value),
  );
  return new Intl.ListFormat(locale, { type: "unit" }).format(words);
}
