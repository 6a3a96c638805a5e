import type { IncomingMessage, ServerResponse } from "node:http";

/** Headers of every response. What isn't a page may load nothing; pages get a policy of their own, with a nonce. */
export function setSecurityHeaders(res: ServerResponse, options: { isHttps: boolean }): void {
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("X-Frame-Options", "DENY");
  // Confirmation links hold tokens in their query: other sites are never told which page led to them.
  res.setHeader("Referrer-Policy", "same-origin");
  res.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  res.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  if (options.isHttps) res.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/** How the root layout learns the nonce; set on every page request, whatever the client sent. */
export const NONCE_HEADER = "x-nonce";

/**
 * The policy of a page: scripts run only with this response's nonce, or when such a script loads them; so text that
 * became a script by mistake doesn't run. Styles may stand inline: components measure and place things that way.
 */
export function pagePolicy({ nonce, isDevelopment }: { nonce: string; isDevelopment: boolean }): string {
  // In development the bundler evaluates modules and keeps a socket open.
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Sets the policy on the response, and on the request: Next reads the nonce there and puts it on its own scripts. */
export function setPagePolicy(
  req: IncomingMessage,
  res: ServerResponse,
  options: { nonce: string; isDevelopment: boolean },
): void {
  const policy = pagePolicy(options);
  req.headers["content-security-policy"] = policy;
  req.headers[NONCE_HEADER] = options.nonce;
  res.setHeader("Content-Security-Policy", policy);
}
