import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import type { AuditAction } from "@/domain/access/audit-actions";
import { can, type Permission, type Role } from "@/domain/access/roles";
import type { Language } from "@/domain/words/languages";
import type { Actor } from "@/server/audit/actor";
import type { HttpPort } from "@/server/auth/http";
import { AppError, isAppError } from "@/server/errors";
import type { Services } from "@/server/services";
import { findRole } from "@/server/team/queries";
import { codeOf, errorFormatter } from "./error-format";
import { guardStream } from "./guarded-stream";

/** What every procedure can reach. Live objects come from here, never from an import: see runtime.ts. */
export interface Context {
  services: Services;
  http: HttpPort;
  user: { id: string; email: string } | null;
  /** The session's id; null without one. */
  sessionId: string | null;
  /** Somebody at this very machine, on an installation that is reachable from nowhere else: see http/developer.ts. */
  isDeveloper: boolean;
  /** In which refusals are told; English without one. */
  language?: Language;
}

/** What a procedure declares about itself; the generated permission table and the tests read it. */
export interface Meta {
  /** Needed in the account; every per-account procedure has one. */
  permission?: Permission;
  /** `anyone`: no session needed. `user`: a session, but no account. `developer`: somebody at this very machine. */
  open?: "anyone" | "user" | "developer";
  /** What the audit log says of it; every mutation has one, or the reason why it leaves no entry. */
  audit?: AuditAction | { none: string };
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    sse: {
      // A stream ends now and then and the page opens it anew: a session that was ended or a member who left hears
      // nothing for longer than this.
      maxDurationMs: 5 * 60_000,
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 25_000 },
    },
    errorFormatter,
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Gives an AppError the HTTP status of its kind; everything else stays an internal error. */
const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && isAppError(result.error.cause))
    throw new TRPCError({
      code: codeOf(result.error.cause),
      message: result.error.cause.publicMessage,
      cause: result.error.cause,
    });
  return result;
});

const tooMany = (retryAfterMs: number) =>
  new AppError("rate_limited", `That was a lot at once. Try again in ${Math.ceil(retryAfterMs / 1000)} seconds.`);

/** Counts every call, by the user or, without one, by the address; streams count for as long as they are open. */
const limitRequests = t.middleware(async ({ ctx, type, signal, next }) => {
  const requester = { userId: ctx.user?.id ?? null, address: ctx.http.clientAddress };
  if (type !== "subscription") {
    const permit = await ctx.services.requestLimits.take(requester, type);
    if (!permit.ok) throw tooMany(permit.retryAfterMs);
    return next();
  }
  const release = ctx.services.requestLimits.openStream(requester);
  if (!release) throw new AppError("rate_limited", "Parley is open in very many tabs. Close some of them.");
  // The request's end; a caller without one is a program in this process, which may have as many as it likes.
  if (signal) signal.addEventListener("abort", release, { once: true });
  else release();
  const result = await next();
  if (!result.ok) release();
  return result;
});

const base = t.procedure.use(translateErrors).use(limitRequests);

/** Needs no session: sign-up, sign-in, and asking who one is. */
export const openProcedure = base.meta({ open: "anyone" });

const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.user || !ctx.sessionId) throw new TRPCError({ code: "UNAUTHORIZED" });
  const { clientAddress, userAgent } = ctx.http;
  const actor: Actor = { userId: ctx.user.id, email: ctx.user.email, ipAddress: clientAddress, userAgent };
  return next({ ctx: { user: ctx.user, sessionId: ctx.sessionId, actor } });
});

/** Needs a session and nothing else. */
export const userProcedure = base.meta({ open: "user" }).use(signedIn);

/** Needs no session, and the very machine that Parley runs on: what only the person who runs it should see. */
export const developerProcedure = base.meta({ open: "developer" }).use(({ ctx, next }) => {
  // To everybody else there is no such thing.
  if (!ctx.isDeveloper) throw new TRPCError({ code: "NOT_FOUND" });
  return next();
});

/**
 * A form (an upload) and a JSON body look the same to the schemas behind it. The types stay those of the schema, so that
 * callers know what to send.
 */
export const formOrJson = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (input) => (input instanceof FormData ? Object.fromEntries(input) : input),
    schema,
  ) as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>;

/** @throws TRPCError UNAUTHORIZED, NOT_FOUND or FORBIDDEN; both are read anew each time, so that a change counts at once. */
async function requireRole(
  { services, user }: Pick<Context, "services"> & { user: { id: string } },
  key: { accountId: string; permission: Permission },
): Promise<Role> {
  const role = await findRole(services.db, { accountId: key.accountId, userId: user.id });
  // NOT_FOUND to outsiders: a stranger must not learn which accounts exist.
  if (!role) throw new TRPCError({ code: "NOT_FOUND" });
  if (!can(role, key.permission)) throw new TRPCError({ code: "FORBIDDEN" });
  return role;
}

/** Every per-account procedure starts here; there is no ungated variant. Event streams are asked again while they are open. */
export const accountProcedure = (permission: Permission) =>
  base
    .meta({ permission })
    .use(signedIn)
    .input(formOrJson(z.object({ accountId: z.string().min(1).max(40) })))
    .use(async ({ ctx, input: { accountId }, type, next }) => {
      const role = await requireRole(ctx, { accountId, permission });
      const result = await next({ ctx: { role, accountId } });
      if (!result.ok || type !== "subscription") return result;
      const recheck = async () => {
        if (!(await ctx.services.auth.isSessionLive({ userId: ctx.user.id, sessionId: ctx.sessionId })))
          throw new TRPCError({ code: "UNAUTHORIZED" });
        await requireRole(ctx, { accountId, permission });
      };
      return { ...result, data: guardStream(result.data as AsyncIterable<unknown>, recheck) };
    });
