import { z } from "zod";
import { providerInputSchema } from "@/domain/agent/model-provider";
import { accountProcedure, router } from "@/server/api/trpc";

const provider = z.object({ provider: providerInputSchema });

export const modelProviderRouter = router({
  /** Which provider writes for this account. Of a key nothing but its end. */
  read: accountProcedure("config.read").query(({ ctx }) => ctx.services.modelProviders.read(ctx.accountId)),

  save: accountProcedure("config.manage")
    .meta({ audit: "config.providerSaved" })
    .input(provider)
    .mutation(({ ctx, input }) =>
      ctx.services.modelProviders.save({ accountId: ctx.accountId, actor: ctx.actor, provider: input.provider }),
    ),

  remove: accountProcedure("config.manage")
    .meta({ audit: "config.providerRemoved" })
    .mutation(({ ctx }) => ctx.services.modelProviders.remove({ accountId: ctx.accountId, actor: ctx.actor })),

  /** Asks a provider as it was typed, stored or not, for a word. */
  try: accountProcedure("config.manage")
    .meta({ audit: { none: "changes nothing" } })
    .input(provider)
    .mutation(({ ctx, input, signal }) =>
      ctx.services.modelProviders.tryOut(
        { accountId: ctx.accountId, provider: input.provider },
        signal ?? new AbortController().signal,
      ),
    ),
});
