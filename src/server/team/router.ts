import { z } from "zod";
import { emailSchema, nameSchema, newPasswordSchema, passwordSchema } from "@/domain/access/credentials";
import { ROLES } from "@/domain/access/roles";
import { accountProcedure, openProcedure, router, userProcedure } from "@/server/api/trpc";

const userKey = z.object({ userId: z.string().min(1).max(64) });
const invitationKey = z.object({ invitationId: z.string().min(1).max(40) });
const link = z.object({ token: z.string().min(1).max(100) });
const role = z.enum(ROLES);

export const teamRouter = router({
  members: accountProcedure("team.read").query(({ ctx }) =>
    ctx.services.team.listMembers({ accountId: ctx.accountId, userId: ctx.user.id }),
  ),

  invitations: accountProcedure("team.manage").query(({ ctx }) => ctx.services.invitations.listOpen(ctx.accountId)),

  invite: accountProcedure("team.manage")
    .meta({ audit: "team.invited" })
    .input(z.object({ email: emailSchema, role }))
    .mutation(({ ctx, input: { email, role } }) =>
      ctx.services.invitations.invite({ accountId: ctx.accountId, actor: ctx.actor, email, role }),
    ),

  resendInvitation: accountProcedure("team.manage")
    .meta({ audit: "team.invitationResent" })
    .input(invitationKey)
    .mutation(({ ctx, input: { invitationId } }) =>
      ctx.services.invitations.resend({ accountId: ctx.accountId, actor: ctx.actor, invitationId }),
    ),

  revokeInvitation: accountProcedure("team.manage")
    .meta({ audit: "team.invitationRevoked" })
    .input(invitationKey)
    .mutation(({ ctx, input: { invitationId } }) =>
      ctx.services.invitations.revoke({ accountId: ctx.accountId, actor: ctx.actor, invitationId }),
    ),

  changeRole: accountProcedure("team.manage")
    .meta({ audit: "team.roleChanged" })
    .input(userKey.extend({ role }))
    .mutation(({ ctx, input: { userId, role } }) =>
      ctx.services.team.changeRole({ accountId: ctx.accountId, actor: ctx.actor, userId, role }),
    ),

  removeMember: accountProcedure("team.manage")
    .meta({ audit: "team.memberRemoved" })
    .input(userKey)
    .mutation(({ ctx, input: { userId } }) =>
      ctx.services.team.removeMember({ accountId: ctx.accountId, actor: ctx.actor, userId }),
    ),

  /** Everybody may go; the last owner hands over first. */
  leave: accountProcedure("account.read")
    .meta({ audit: "team.left" })
    .mutation(({ ctx }) => ctx.services.team.leave({ accountId: ctx.accountId, actor: ctx.actor })),

  transferOwnership: accountProcedure("account.transfer")
    .meta({ audit: "team.ownershipTransferred" })
    .input(userKey.extend({ password: passwordSchema }))
    .mutation(async ({ ctx, input: { userId, password } }) => {
      await ctx.services.auth.checkPassword({ email: ctx.user.email, password }, ctx.http);
      await ctx.services.team.transferOwnership({ accountId: ctx.accountId, actor: ctx.actor, userId });
    }),
});

export const invitationRouter = router({
  /** Of whoever has the link. */
  get: openProcedure.input(link).query(({ ctx, input }) => ctx.services.invitations.describe(input.token)),

  accept: userProcedure
    .meta({ audit: "team.joined" })
    .input(link)
    .mutation(({ ctx, input }) => ctx.services.invitations.accept(input.token, ctx.actor)),

  /** Makes the user that was invited and lets them in; works though sign-up is closed. */
  signUp: openProcedure
    .meta({ audit: "team.joined" })
    .input(link.extend({ password: newPasswordSchema, name: nameSchema.optional() }))
    .mutation(async ({ ctx, input: { token, password, name } }) => {
      const { auth, invitations } = ctx.services;
      const email = await invitations.addressOf(token);
      const user = await auth.createConfirmedUser({ email, password, ...(name ? { name } : {}) }, ctx.http);
      const { clientAddress: ipAddress, userAgent } = ctx.http;
      return invitations.accept(token, { userId: user.id, email, ipAddress, userAgent });
    }),

  decline: openProcedure
    .meta({ audit: "team.invitationDeclined" })
    .input(link)
    .mutation(({ ctx, input }) => ctx.services.invitations.decline(input.token)),
});
