import { z } from "zod";
import { openProcedure, router } from "@/server/api/trpc";

const credentialsSchema = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email("That doesn't look like an email address.").max(254)),
  password: z.string().min(1, "Enter your password.").max(200, "That password is too long."),
});

export const authRouter = router({
  signUp: openProcedure
    .input(credentialsSchema)
    .mutation(({ ctx, input }) => ctx.services.auth.signUp(input, ctx.http)),
  signIn: openProcedure
    .input(credentialsSchema)
    .mutation(({ ctx, input }) => ctx.services.auth.signIn(input, ctx.http)),
  signOut: openProcedure.mutation(({ ctx }) => ctx.services.auth.signOut(ctx.http)),
  me: openProcedure.query(({ ctx }) => ctx.user),
});
