import { z } from "zod";
import { maskNumbersInText, mayReadNumbers } from "@/domain/access/phone-mask";
import { inboxFiltersSchema, viewNameSchema } from "@/domain/messaging/inbox-view";
import { accountProcedure, router } from "@/server/api/trpc";

const viewKey = z.object({ viewId: z.string().min(1).max(40) });

/** Lists of the inbox under a name: everybody who reads it has their own, and whoever replies may share them. */
export const inboxViewRouter = router({
  list: accountProcedure("conversation.read").query(async ({ ctx }) => {
    const views = await ctx.services.inboxViews.list({ accountId: ctx.accountId, userId: ctx.user.id });
    if (mayReadNumbers(ctx.role)) return views;
    // Colleagues may call one by a customer's number.
    return views.map((view) => (view.isOwn ? view : { ...view, name: maskNumbersInText(view.name) }));
  }),

  create: accountProcedure("conversation.read")
    .meta({ audit: { none: "a view is its maker's alone until it is shared" } })
    .input(z.object({ name: viewNameSchema, filters: inboxFiltersSchema }))
    .mutation(({ ctx, input: { name, filters } }) =>
      ctx.services.inboxViews.create({ accountId: ctx.accountId, actor: ctx.actor, name, filters }),
    ),

  /** What isn't given stays as it is. */
  update: accountProcedure("conversation.read")
    .meta({ audit: "inboxView.changed" })
    .input(viewKey.extend({ name: viewNameSchema.optional(), filters: inboxFiltersSchema.optional() }))
    .mutation(({ ctx: { services, accountId, actor, role }, input: { viewId, name, filters } }) =>
      services.inboxViews.update({ accountId, actor, role, viewId, name, filters }),
    ),

  share: accountProcedure("conversation.reply")
    .meta({ audit: "inboxView.sharingChanged" })
    .input(viewKey.extend({ isShared: z.boolean() }))
    .mutation(({ ctx: { services, accountId, actor, role }, input: { viewId, isShared } }) =>
      services.inboxViews.share({ accountId, actor, role, viewId, isShared }),
    ),

  remove: accountProcedure("conversation.read")
    .meta({ audit: "inboxView.removed" })
    .input(viewKey)
    .mutation(({ ctx: { services, accountId, actor, role }, input: { viewId } }) =>
      services.inboxViews.remove({ accountId, actor, role, viewId }),
    ),

  putBack: accountProcedure("conversation.read")
    .meta({ audit: "inboxView.putBack" })
    .input(viewKey)
    .mutation(({ ctx: { services, accountId, actor, role }, input: { viewId } }) =>
      services.inboxViews.putBack({ accountId, actor, role, viewId }),
    ),
});
