import { z } from "zod";
import { emailSchema, nameSchema, newPasswordSchema, passwordSchema } from "@/domain/access/credentials";
import { openProcedure, router } from "@/server/api/trpc";
import { CONFIRMATION_TYPES } from "./mail-links";
import { findUserRow } from "./queries";

const address = z.object({ email: emailSchema });

export const authRouter = router({
  /** What the pages before signing in have to know. */
  settings: openProcedure.query(({ ctx }) => ({
    isSignUpOpen: ctx.services.auth.isSignUpOpen,
    canReadMailHere: ctx.isDeveloper && !ctx.services.sendsMail,
  })),

  me: openProcedure.query(async ({ ctx }) => {
    if (!ctx.user) return null;
    const row = await findUserRow(ctx.services.db, ctx.user.id);
    return { ...ctx.user, name: row?.name ?? null, language: row?.language ?? null };
  }),

  signUp: openProcedure
    .meta({ audit: "user.signedUp" })
    .input(address.extend({ password: newPasswordSchema, name: nameSchema.optional() }))
    .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.http)),

  signIn: openProcedure
    .meta({ audit: "user.signedIn" })
    .input(address.extend({ password: passwordSchema }))
    .mutation(({ ctx, input }) => ctx.services.auth.signIn(input, ctx.http)),

  signOut: openProcedure
    .meta({ audit: { none: "ends one's own session, which the list of sessions shows" } })
    .input(z.object({ scope: z.enum(["local", "others", "global"]).optional() }).optional())
    .mutation(({ ctx, input }) => ctx.services.auth.signOut(ctx.http, { scope: input?.scope ?? "local" })),

  /** The same answer for everybody: it must not tell who has a user here. */
  requestPasswordReset: openProcedure
    .meta({ audit: { none: "anybody may ask, and nobody has proven who they are" } })
    .input(address)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.auth.requestPasswordReset(input.email, ctx.http);
      return null;
    }),

  /** The same answer for everybody. */
  resendConfirmation: openProcedure
    .meta({ audit: { none: "anybody may ask, and nobody has proven who they are" } })
    .input(address)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.auth.resendConfirmation(input.email, ctx.http);
      return null;
    }),

  /** Uses a mail's link up. A mutation, so that programs that only look at links leave them alone. */
  confirm: openProcedure
    .meta({ audit: "user.signedIn" })
    .input(z.object({ tokenHash: z.string().min(1).max(200), type: z.enum(CONFIRMATION_TYPES) }))
    .mutation(({ ctx, input }) => ctx.services.auth.confirm(input, ctx.http)),
});
