import { tracked } from "@trpc/server";
import { z } from "zod";
import { chosenSettingsSchema } from "@/domain/agent/settings";
import { accountProcedure, router } from "@/server/api/trpc";

const version = z.number().int().min(1);
const revision = z.number().int().min(0);
/** Questions that a draft is tried on: more than anybody reads through. */
const MAX_REPLAYED = 100;

export const configRouter = router({
  /** The settings in use, the draft, and the versions there have been. */
  read: accountProcedure("config.read").query(({ ctx }) => ctx.services.configuration.read(ctx.accountId)),

  saveDraft: accountProcedure("config.manage")
    .meta({ audit: "config.draftSaved" })
    .input(z.object({ settings: chosenSettingsSchema, revision }))
    .mutation(({ ctx, input: { settings, revision } }) =>
      ctx.services.configuration.saveDraft({ accountId: ctx.accountId, actor: ctx.actor, settings, revision }),
    ),

  discardDraft: accountProcedure("config.manage")
    .meta({ audit: "config.draftDiscarded" })
    .mutation(({ ctx }) => ctx.services.configuration.discardDraft({ accountId: ctx.accountId, actor: ctx.actor })),

  publish: accountProcedure("config.manage")
    .meta({ audit: "config.published" })
    .input(
      z.object({
        revision,
        liveVersion: version,
        note: z.string().trim().max(200, "Use at most 200 characters.").nullable(),
      }),
    )
    .mutation(({ ctx, input: { revision, liveVersion, note } }) => {
      const ask = { accountId: ctx.accountId, actor: ctx.actor, revision, liveVersion, note: note || null };
      return ctx.services.configuration.publish(ask);
    }),

  restore: accountProcedure("config.manage")
    .meta({ audit: "config.restored" })
    .input(z.object({ version, liveVersion: version }))
    .mutation(({ ctx, input: { version, liveVersion } }) =>
      ctx.services.configuration.restore({ accountId: ctx.accountId, actor: ctx.actor, version, liveVersion }),
    ),

  /** Asks the test questions with the draft: what would become better or worse. Nothing is sent and nothing stored. */
  rehearse: accountProcedure("config.manage")
    .meta({ audit: { none: "changes nothing" } })
    .mutation(async ({ ctx, signal }) => {
      const settings = await ctx.services.configuration.draftSettings(ctx.accountId);
      const change = { accountId: ctx.accountId, settings };
      return ctx.services.evaluation.rehearse(change, signal ?? new AbortController().signal);
    }),

  /** The newest questions of customers, answered with the settings in use and with the draft, one after the other. */
  replay: accountProcedure("config.manage")
    .input(z.object({ limit: z.number().int().min(1).max(MAX_REPLAYED) }))
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      let sequence = 0;
      for await (const step of ctx.services.configuration.replay({ ...input, accountId: ctx.accountId }, stop)) {
        sequence += 1;
        yield tracked(String(sequence), step);
      }
    }),
});
