import { z } from "zod";
import { emailSchema, nameSchema, newPasswordSchema, passwordSchema } from "@/domain/access/credentials";
import { LANGUAGES } from "@/domain/words/languages";
import { router, userProcedure } from "@/server/api/trpc";
import { deleteProfile, getProfile, listActivity, listSessions, renameUser, revokeSession } from "./profile";
import { setUserLanguage } from "./queries";

/** What is one's own: every procedure takes the user from the session, never from the input. */
export const profileRouter = router({
  get: userProcedure.query(({ ctx }) => getProfile(ctx.services, { userId: ctx.user.id, sessionId: ctx.sessionId })),

  update: userProcedure
    .meta({ audit: { none: "one's own name, which the team sees" } })
    .input(z.object({ name: nameSchema }))
    .mutation(({ ctx, input }) => renameUser(ctx.services.db, { userId: ctx.user.id, name: input.name })),

  setLanguage: userProcedure
    .meta({ audit: { none: "one's own view of the pages" } })
    .input(z.object({ language: z.enum(LANGUAGES) }))
    .mutation(({ ctx, input }) => setUserLanguage(ctx.services.db, ctx.user.id, input.language)),

  changePassword: userProcedure
    .meta({ audit: "user.passwordChanged" })
    .input(z.object({ currentPassword: passwordSchema.nullable(), newPassword: newPasswordSchema }))
    .mutation(({ ctx, input }) =>
      ctx.services.auth.changePassword({ ...input, user: ctx.user, sessionId: ctx.sessionId }, ctx.http),
    ),

  changeEmail: userProcedure
    .meta({ audit: "user.emailChangeRequested" })
    .input(z.object({ email: emailSchema, password: passwordSchema }))
    .mutation(({ ctx, input }) => ctx.services.auth.changeEmail({ ...input, user: ctx.user }, ctx.http)),

  sessions: userProcedure.query(({ ctx }) =>
    listSessions(ctx.services.db, { userId: ctx.user.id, sessionId: ctx.sessionId }),
  ),

  revokeSession: userProcedure
    .meta({ audit: "user.sessionRevoked" })
    .input(z.object({ sessionId: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => revokeSession(ctx.services, { actor: ctx.actor, sessionId: input.sessionId })),

  revokeOtherSessions: userProcedure
    .meta({ audit: { none: "ends one's own sessions, which the list of sessions shows" } })
    .mutation(async ({ ctx }) => {
      const key = { userId: ctx.user.id, sessionId: ctx.sessionId };
      return { count: await ctx.services.auth.endOtherSessions(key, ctx.http) };
    }),

  activity: userProcedure.query(({ ctx }) => listActivity(ctx.services.db, ctx.user.id)),

  /** For ever. The memberships go with the user. */
  delete: userProcedure
    .meta({ audit: "user.deleted" })
    .input(z.object({ password: passwordSchema }))
    .mutation(async ({ ctx, input }) => {
      await ctx.services.auth.checkPassword({ email: ctx.user.email, password: input.password }, ctx.http);
      await deleteProfile(ctx.services, ctx.actor);
      await ctx.services.auth.signOut(ctx.http);
    }),
});
