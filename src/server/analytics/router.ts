import { z } from "zod";
import { MAX_DAYS } from "@/domain/analytics/period";
import { isTimeZone } from "@/domain/automation/zoned-time";
import { accountProcedure, router } from "@/server/api/trpc";
import type { Services } from "@/server/services";

const date = z.iso
  .date("Choose a date.")
  .refine((text) => text >= "2000-01-01" && text < "2200-01-01", "Choose a date.");

const reportQuestion = z.object({
  period: z.union([z.strictObject({ days: z.int().min(1).max(MAX_DAYS) }), z.strictObject({ from: date, to: date })]),
  timeZone: z.string().max(64).refine(isTimeZone, "This time zone isn't known."),
  /** Only contacts that have it now. */
  tag: z.string().min(1).max(200).optional(),
});

/** As many as a page shows, and as a file holds. */
const SHOWN = 20;
const IN_FILE = 200;

type Asked = z.infer<typeof reportQuestion> & { accountId: string };

const questionsOf = async ({ analytics, gaps }: Pick<Services, "analytics" | "gaps">, asked: Asked, limit: number) =>
  gaps.questionsOf({ accountId: asked.accountId, limit, ...(await analytics.windowOf({ ...asked, tag: asked.tag })) });

export const analyticsRouter = router({
  /** What happened in a period, by the reader's clock, and in the one before. Counts alone: nothing that anybody wrote. */
  report: accountProcedure("analytics.read")
    .input(reportQuestion)
    .query(({ ctx: { accountId, services }, input: { period, timeZone, tag } }) =>
      services.analytics.report({ accountId, period, timeZone, tag }),
    ),

  /** What customers asked most, without personal data, and what of it was answered badly or not at all. */
  questions: accountProcedure("analytics.read")
    .input(reportQuestion)
    .query(({ ctx: { accountId, services }, input }) => questionsOf(services, { ...input, accountId }, SHOWN)),

  /** That contacts of the account have now, for choosing one. */
  tags: accountProcedure("analytics.read").query(({ ctx: { accountId, services } }) =>
    services.analytics.tags(accountId),
  ),

  /** The same for a spreadsheet. */
  csv: accountProcedure("analytics.read")
    .input(reportQuestion)
    .query(async ({ ctx: { accountId, services }, input }) => {
      const asked = { ...input, accountId };
      return services.analytics.csv({ ...asked, tag: input.tag }, await questionsOf(services, asked, IN_FILE));
    }),
});
