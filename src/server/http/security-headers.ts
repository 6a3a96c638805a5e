import type { ServerResponse } from "node:http";

/**
 * Headers of every response. Next writes inline scripts without a nonce in statically rendered pages, so the policy
 * forbids what an injected page would need (frames, foreign form targets, plugins, a foreign base) and leaves scripts to
 * the escaping of React.
 */
export function setSecurityHeaders(res: ServerResponse, options: { isHttps: boolean }): void {
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("X-Frame-Options", "DENY");
  res.setHeader("Referrer-Policy", "same-origin");
  res.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  res.setHeader(
    "Content-Security-Policy",
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  );
  if (options.isHttps) res.setHeader("Strict-Transport-Security", "max-age=31536000");
}
