import type { WebRefusal } from "@/domain/knowledge/web/refusal";

export interface StopDetail {
  /** Of the answer that refused. */
  status?: number | undefined;
  /** How long the site asks to be left alone. */
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** Ends a fetch from anywhere inside it with a reason for people. Never leaves this folder. */
export class WebStop extends Error {
  constructor(
    readonly reason: WebRefusal,
    readonly detail: StopDetail = {},
  ) {
    super(reason, { cause: detail.cause });
    this.name = "WebStop";
  }
}

/** The reason for whatever went wrong on the way to a site and back. */
export function reasonOf(error: unknown): WebStop {
  if (error instanceof WebStop) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new WebStop(REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? "unexpected_answer", { cause: error });
}

const REASONS = [
  [/^(?:ENOTFOUND|ENODATA|EAI_NONAME|EAI_NODATA)$/, "name_not_found"],
  [/^(?:EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|EACCES|EPERM)/, "unreachable"],
  [/^ETIMEDOUT$/, "timeout"],
  [/CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH|^INVALID_CA|^INVALID_PURPOSE|^ERR_SSL_|^EPROTO$|^ERR_TLS_/, "bad_certificate"],
] as const;
