import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError, z } from "zod";
import type { AuditAction } from "@/domain/access/audit-actions";
import { can, type Permission, type Role } from "@/domain/access/roles";
import type { Actor } from "@/server/audit/actor";
import type { HttpPort } from "@/server/auth/http";
import { type ErrorKind, isAppError } from "@/server/errors";
import type { Services } from "@/server/services";
import { findRole } from "@/server/team/queries";

/** What every procedure can reach. Live objects come from here, never from an import: see runtime.ts. */
export interface Context {
  services: Services;
  http: HttpPort;
  user: { id: string; email: string } | null;
  /** The session's id; null without one. */
  sessionId: string | null;
  /** Somebody at this very machine, on an installation that is reachable from nowhere else: see http/developer.ts. */
  isDeveloper: boolean;
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

const CODES = {
  bad_request: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  too_large: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  upstream_unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

const WORDS: Partial<Record<TRPCError["code"], string>> = {
  UNAUTHORIZED: "Your session has ended. Sign in again.",
  FORBIDDEN: "Your role doesn't allow this. Ask an owner or admin of the account.",
  NOT_FOUND: "This doesn't exist, or you have no access to it.",
  INTERNAL_SERVER_ERROR: "Something went wrong on our side. Try again in a moment.",
};

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
    errorFormatter: ({ shape, error }) => {
      const invalid = error.cause instanceof ZodError ? z.flattenError(error.cause) : null;
      const firstWords = invalid?.formErrors[0] ?? Object.values(invalid?.fieldErrors ?? {}).flat()[0];
      return {
        ...shape,
        message: isAppError(error.cause)
          ? error.cause.publicMessage
          : (WORDS[error.code] ?? (typeof firstWords === "string" ? firstWords : "The request isn't valid.")),
        // The stack stays in the log: it names files and may quote values.
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          kind: isAppError(error.cause) ? error.cause.kind : null,
          invalid,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Gives an AppError the HTTP status of its kind; everything else stays an internal error. */
const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && isAppError(result.error.cause))
    throw new TRPCError({
      code: CODES[result.error.cause.kind],
      message: result.error.cause.publicMessage,
      cause: result.error.cause,
    });
  return result;
});

const base = t.procedure.use(translateErrors);

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

/** Every per-account procedure starts here; there is no ungated variant. */
export const accountProcedure = (permission: Permission) =>
  base
    .meta({ permission })
    .use(signedIn)
    .input(formOrJson(z.object({ accountId: z.string().min(1).max(40) })))
    .use(async ({ ctx, input, next }) => {
      const role: Role | undefined = await findRole(ctx.services.db, {
        accountId: input.accountId,
        userId: ctx.user.id,
      });
      // NOT_FOUND to outsiders: a stranger must not learn which accounts exist.
      if (!role) throw new TRPCError({ code: "NOT_FOUND" });
      if (!can(role, permission)) throw new TRPCError({ code: "FORBIDDEN" });
      return next({ ctx: { role, accountId: input.accountId } });
    });
