import {
  daysIn,
  dayWindows,
  lastDays,
  MAX_DAYS,
  MAX_DAYS_WITH_TAG,
  type Period,
  periodBefore,
} from "@/domain/analytics/period";
import { type DayFigures, dayOf, type Totals, totalsOf, type WeekHours, weekHours } from "@/domain/analytics/report";
import { localTimeAt } from "@/domain/automation/zoned-time";
import { MAX_TAGS_OF_ACCOUNT } from "@/domain/messaging/tag";
import { type AskedQuestions, reportCsv } from "@/domain/words/analytics-csv";
import { AppError } from "../errors";
import { sayEnglish } from "../say-english";
import { findScope, listTags } from "./fact-queries";
import { readFigures } from "./read-figures";
import { enqueueRollUps, type RollUpDeps, rollUp } from "./roll-up";

export { keepFiguresOf } from "./keep-figures";

export interface ReportQuestion {
  accountId: string;
  /** Only contacts that have it now. */
  tag?: string | undefined;
  /** The last so many days, today included, or these. */
  period: { days: number } | Period;
  /** IANA name. */
  timeZone: string;
}

export interface Report {
  period: Period;
  /** As many days just before, which it is compared with. */
  before: Period;
  totals: Totals;
  totalsBefore: Totals;
  days: DayFigures[];
  hours: WeekHours;
  /** Nothing was ever written. */
  isEmpty: boolean;
}

export type AnalyticsService = ReturnType<typeof createAnalyticsService>;

/** What happened in an account, in figures. What they mean: docs/decisions/0041-analytics.md. */
export function createAnalyticsService(deps: RollUpDeps) {
  const { db, now } = deps;

  /** @throws AppError bad_request when the period can't be shown */
  async function report({ accountId, tag, timeZone, ...asked }: ReportQuestion): Promise<Report> {
    const at = now();
    const period = "days" in asked.period ? lastDays(timeZone, asked.period.days, at) : asked.period;
    checkPeriod(period, tag);
    const before = periodBefore(period);
    const days = dayWindows(timeZone, period);
    const [first] = dayWindows(timeZone, { from: before.from, to: before.from });
    const boundaries = [first?.from ?? 0, ...days.map(({ from }) => from), days.at(-1)?.to ?? 0];
    const figures = await readFigures(db, await findScope(db, accountId, tag), { boundaries, asOf: at.getTime() });
    const [previous = [], ...parts] = figures.parts;
    return {
      period,
      before,
      totals: totalsOf(parts.flat()),
      totalsBefore: totalsOf(previous),
      days: days.map(({ date }, index) => dayOf(date, parts[index] ?? [])),
      hours: weekHours(figures.received.map(({ bucket, count }) => ({ ...hourOf(timeZone, bucket), count }))),
      isEmpty: figures.isEmpty,
    };
  }

  return {
    report,

    /**
     * The instants of a period (ms since 1970, the end exclusive), and the conversations that count in it; undefined: all.
     * @throws AppError bad_request when the period can't be shown
     */
    async windowOf({ accountId, tag, timeZone, period: asked }: ReportQuestion) {
      const period = "days" in asked ? lastDays(timeZone, asked.days, now()) : asked;
      checkPeriod(period, tag);
      const days = dayWindows(timeZone, period);
      const { tagged } = await findScope(db, accountId, tag);
      return { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0, conversationIds: tagged?.conversationIds };
    },

    /** That contacts of the account have now, in the order of the alphabet. */
    tags: (accountId: string) => listTags(db, accountId, MAX_TAGS_OF_ACCOUNT),

    /** The same as a table of comma-separated values, with a name for the file. */
    async csv(question: ReportQuestion, questions: AskedQuestions): Promise<{ fileName: string; text: string }> {
      const shown = await report(question);
      const { from, to } = shown.period;
      return {
        fileName: `parley-analytics-${from}-to-${to}.csv`,
        text: reportCsv(sayEnglish, { ...shown, questions }, question),
      };
    },

    /** See roll-up.ts. */
    enqueueRollUps: () => enqueueRollUps(deps),

    /** The job: see roll-up.ts. */
    rollUp: (accountId: string, signal: AbortSignal) => rollUp(deps, accountId, signal),
  };
}

function hourOf(timeZone: string, bucket: number): { weekday: number; hour: number } {
  const { weekday, minute } = localTimeAt(timeZone, new Date(bucket));
  return { weekday, hour: Math.floor(minute / 60) };
}

function checkPeriod(period: Period, tag: string | undefined): void {
  const days = daysIn(period);
  if (days < 1) throw new AppError("bad_request", "The period ends before it begins.");
  if (days > MAX_DAYS) throw new AppError("bad_request", `Choose ${MAX_DAYS} days at most.`);
  if (tag !== undefined && days > MAX_DAYS_WITH_TAG)
    throw new AppError("bad_request", `Choose ${MAX_DAYS_WITH_TAG} days at most when only one tag is shown.`);
}
