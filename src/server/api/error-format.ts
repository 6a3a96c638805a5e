import type { TRPCDefaultErrorShape, TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import type { Language } from "@/domain/words/languages";
import { sentencesIn } from "@/sentences/sentences-in";
import { type AppError, type ErrorKind, isAppError } from "@/server/errors";

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

/** The HTTP status of an AppError's kind. */
export const codeOf = (error: AppError): TRPCError["code"] => CODES[error.kind];

interface Formatted {
  shape: TRPCDefaultErrorShape;
  error: TRPCError;
  ctx: { language?: Language } | undefined;
}

/** What leaves the server of an error: words for people in their language, and what the page needs to act on it. */
export function errorFormatter({ shape, error, ctx }: Formatted) {
  const tell = sentencesIn(ctx?.language ?? "en");
  const invalid = error.cause instanceof ZodError ? z.flattenError(error.cause, ({ message }) => tell(message)) : null;
  const firstWords = invalid?.formErrors[0] ?? Object.values(invalid?.fieldErrors ?? {}).flat()[0];
  return {
    ...shape,
    message: tell(
      isAppError(error.cause)
        ? error.cause.publicMessage
        : (WORDS[error.code] ?? (typeof firstWords === "string" ? firstWords : "The request isn't valid.")),
    ),
    // The stack stays in the log: it names files and may quote values.
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      kind: isAppError(error.cause) ? error.cause.kind : null,
      invalid,
    },
  };
}
