// The wire format of Supabase Auth, as far as the official client relies on it.

const API_VERSION_HEADER = "x-supabase-api-version";
const API_VERSION = "2024-01-01";

interface FaultOptions {
  weakPasswordReasons?: string[];
  retryAfterMs?: number;
}

/** An answer other than success, with the status and code that the official client knows. */
export class AuthFault extends Error {
  override readonly name = "AuthFault";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly options: FaultOptions = {},
  ) {
    super(message);
  }

  static validation(message: string): AuthFault {
    return new AuthFault(400, "validation_failed", message);
  }

  static rateLimited(retryAfterMs: number): AuthFault {
    return new AuthFault(429, "over_request_rate_limit", "Request rate limit reached", { retryAfterMs });
  }
}

/** Tokens and personal data stand in the bodies, so nothing on the way may keep them, unless a header says otherwise. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}

/** The body of an error: clients of 2024 and later get `{code, message}`, older ones `{code: status, error_code, msg}`. */
export function faultResponse(fault: AuthFault, request: Request): Response {
  const { weakPasswordReasons: reasons, retryAfterMs } = fault.options;
  const knowsCodes = isCurrentApiVersion(request.headers.get(API_VERSION_HEADER));
  const body = {
    ...(knowsCodes
      ? { code: fault.code, message: fault.message }
      : { code: fault.status, error_code: fault.code, msg: fault.message }),
    ...(reasons ? { weak_password: { reasons } } : {}),
  };
  return jsonResponse(fault.status, body, {
    "x-sb-error-code": fault.code,
    ...(knowsCodes ? { [API_VERSION_HEADER]: API_VERSION } : {}),
    ...(retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
  });
}

const isCurrentApiVersion = (header: string | null) =>
  header !== null && /^\d{4}-\d{2}-\d{2}$/.test(header) && header >= API_VERSION;
