const marker = Symbol.for("parley.error");

export const ERROR_KINDS = {
  bad_request: { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  conflict: { status: 409, retryable: false },
  too_large: { status: 413, retryable: false },
  rate_limited: { status: 429, retryable: true },
  upstream_unavailable: { status: 503, retryable: true },
} as const;
export type ErrorKind = keyof typeof ERROR_KINDS;

/** An error that a person may read. Anything else that is thrown reaches people only as "something went wrong". */
export class AppError extends Error {
  readonly [marker] = true;

  constructor(
    readonly kind: ErrorKind,
    /** Shown to the user as is: no ids, no SQL, no provider text. */
    readonly publicMessage: string,
    /** Logged, never sent. */
    readonly detail: { cause?: unknown; [key: string]: unknown } = {},
  ) {
    super(`${kind}: ${publicMessage}`, { cause: detail.cause });
    this.name = "AppError";
  }
}

/** Not instanceof: the custom server and Next's bundle hold two copies of this class. */
export const isAppError = (error: unknown): error is AppError =>
  typeof error === "object" && error !== null && marker in error;
