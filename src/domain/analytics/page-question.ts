import { PERIOD_DAYS, type Period } from "./period";

/** What the page shows; it stands in its address, so that it can be sent to a colleague. */
export interface PageQuestion {
  period: { days: (typeof PERIOD_DAYS)[number] } | Period;
  tag: string | undefined;
  /** How long a person would need for an answer. */
  minutesEach: number;
}

export const DEFAULT_DAYS = 28;
export const DEFAULT_MINUTES = 3;
export const MAX_MINUTES = 60;
const DATE = /^20\d\d-\d\d-\d\d$/;
const isDate = (text: string | null): text is string => DATE.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));

/** What makes no sense in an address is as if it weren't there. */
export function readQuestion(address: { get(name: string): string | null }): PageQuestion {
  const [from, to] = [address.get("from"), address.get("to")];
  const days = PERIOD_DAYS.find((one) => String(one) === address.get("days")) ?? DEFAULT_DAYS;
  const minutes = Number(address.get("minutes") ?? DEFAULT_MINUTES);
  return {
    period: isDate(from) && isDate(to) ? { from, to } : { days },
    tag: address.get("tag") || undefined,
    minutesEach: Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES ? minutes : DEFAULT_MINUTES,
  };
}

/** The address's query; what is usual is left out. */
export function writeQuestion({ period, tag, minutesEach }: PageQuestion): string {
  const query = new URLSearchParams();
  if ("days" in period) {
    if (period.days !== DEFAULT_DAYS) query.set("days", String(period.days));
  } else {
    query.set("from", period.from);
    query.set("to", period.to);
  }
  if (tag !== undefined) query.set("tag", tag);
  if (minutesEach !== DEFAULT_MINUTES) query.set("minutes", String(minutesEach));
  return query.size === 0 ? "" : `?${query}`;
}
