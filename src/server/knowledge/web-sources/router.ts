import { z } from "zod";
import { RECRAWL_HOURS, WEB_SOURCE_MODES } from "@/domain/knowledge/web/web-source";
import { accountProcedure, router } from "@/server/api/trpc";

const sourceKey = z.object({ webSourceId: z.string().min(1).max(40) });
const recrawlHours = z.literal(RECRAWL_HOURS).nullable();

const newSource = z.object({
  address: z.string().trim().min(1, "Type the address.").max(4_096),
  mode: z.enum(WEB_SOURCE_MODES),
  recrawlEveryHours: recrawlHours,
});

export const webSourcesRouter = router({
  list: accountProcedure("knowledge.read").query(async ({ ctx }) => {
    const rows = await ctx.services.webSources.list(ctx.accountId);
    return rows.map((row) => ({
      id: row.id,
      address: row.address,
      url: row.url,
      mode: row.mode,
      recrawlEveryHours: row.recrawlEveryHours,
      state: row.state,
      doneCount: row.doneCount,
      totalCount: row.totalCount,
      changedCount: row.changedCount,
      refusedCount: row.refusedCount,
      refusals: row.refusals,
      stoppedBy: row.stoppedBy,
      leftOutCount: row.leftOutCount,
      nextAt: row.nextAt,
      lastReadAt: row.lastReadAt,
    }));
  }),

  add: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.siteAdded" })
    .input(newSource)
    .mutation(({ ctx, input: { address, mode, recrawlEveryHours } }) =>
      ctx.services.webSources.add({ accountId: ctx.accountId, address, mode, recrawlEveryHours, actor: ctx.actor }),
    ),

  readNow: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.siteRead" })
    .input(sourceKey)
    .mutation(({ ctx, input: { webSourceId } }) =>
      ctx.services.webSources.readNow({ accountId: ctx.accountId, webSourceId, actor: ctx.actor }),
    ),

  setSchedule: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.siteScheduled" })
    .input(sourceKey.extend({ recrawlEveryHours: recrawlHours }))
    .mutation(({ ctx, input: { webSourceId, recrawlEveryHours: hours } }) =>
      ctx.services.webSources.setSchedule({ accountId: ctx.accountId, webSourceId, hours, actor: ctx.actor }),
    ),

  cancel: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.siteCancelled" })
    .input(sourceKey)
    .mutation(({ ctx, input: { webSourceId } }) =>
      ctx.services.webSources.cancel({ accountId: ctx.accountId, webSourceId, actor: ctx.actor }),
    ),

  delete: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.siteDeleted" })
    .input(sourceKey)
    .mutation(({ ctx, input: { webSourceId } }) =>
      ctx.services.webSources.remove({ accountId: ctx.accountId, webSourceId, actor: ctx.actor }),
    ),
});
