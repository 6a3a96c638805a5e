import { tracked } from "@trpc/server";
import { z } from "zod";
import { passwordSchema } from "@/domain/access/credentials";
import { accountProcedure, router, userProcedure } from "@/server/api/trpc";
import { createAccount, deleteAccount, getAccount, listAccounts, permissionsOf, renameAccount } from "./service";

const nameSchema = z.string().trim().min(1, "Give the account a name.").max(80, "Use a name of at most 80 characters.");

export const accountRouter = router({
  list: userProcedure.query(({ ctx }) => listAccounts(ctx.services.db, ctx.user.id)),

  create: userProcedure
    .meta({ audit: "account.created" })
    .input(z.object({ name: nameSchema }))
    .mutation(({ ctx, input }) => createAccount(ctx.services.db, { name: input.name, actor: ctx.actor })),

  rename: accountProcedure("account.manage")
    .meta({ audit: "account.renamed" })
    .input(z.object({ name: nameSchema }))
    .mutation(({ ctx, input }) =>
      renameAccount(ctx.services.db, { accountId: ctx.accountId, actor: ctx.actor, name: input.name }),
    ),

  /** For ever, with everything in it. The phone is unlinked first. */
  delete: accountProcedure("account.delete")
    .meta({ audit: "account.deleted" })
    .input(z.object({ name: z.string().max(200), password: passwordSchema }))
    .mutation(async ({ ctx, input: { name, password } }) => {
      const { db, queue, auth } = ctx.services;
      await auth.checkPassword({ email: ctx.user.email, password }, ctx.http);
      const ask = { accountId: ctx.accountId, actor: ctx.actor, typedName: name };
      await deleteAccount({ db, queue, now: () => new Date() }, ask);
    }),

  get: accountProcedure("account.read").query(async ({ ctx }) => {
    const account = await getAccount(ctx.services.db, ctx.accountId);
    return {
      id: account.id,
      name: account.name,
      role: ctx.role,
      permissions: permissionsOf(ctx.role),
      email: ctx.user.email,
      isShadowed: account.isShadowed,
    };
  }),

  /** What changed in the account, as it happens: topics and ids only; the page asks for what it shows. */
  changes: accountProcedure("account.read")
    .input(z.object({ lastEventId: z.string().nullish() }))
    .subscription(async function* ({ ctx, signal }) {
      const stop = signal ?? new AbortController().signal;
      let sequence = 0;
      for await (const change of ctx.services.changes.subscribe(ctx.accountId, stop)) {
        sequence += 1;
        yield tracked(String(sequence), { topic: change.topic, id: change.id });
      }
    }),
});
