import { REFUSAL_MESSAGES, type WebRefusal } from "../knowledge/web/refusal";
import { checkPageUrl } from "../knowledge/web/url-policy";

export type ModelServerCheck =
  | {
      ok: true;
      /** Normalised, without a slash at the end. */
      url: string;
    }
  | { ok: false; message: string };

const refused = (message: string): ModelServerCheck => ({ ok: false, message });

const NOT_AN_ADDRESS = "This isn't the address of a server. It should look like https://models.example.com/v1.";
const NEEDS_HTTPS =
  "Use an address that begins with https://. Without encryption, anybody on the way could read the key.";

/**
 * Whether an account may have its texts answered by the server at this address, before any name is resolved: public and
 * encrypted, or one that the installation allows.
 * @param allowedHosts of the installation, as `host:port`: these may be private, unencrypted and at any port
 */
export function checkModelServer(typed: string, allowedHosts: readonly string[]): ModelServerCheck {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return refused(NOT_AN_ADDRESS);
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") return refused(NOT_AN_ADDRESS);
  if (url.username !== "" || url.password !== "") return refused(REFUSAL_MESSAGES.has_credentials);
  if (url.search !== "") return refused("Use the address without what stands behind the question mark.");
  // Documentation shows the whole address of a call; what is wanted is what stands before it.
  const path = url.pathname.replace(/\/+$/u, "").replace(/\/chat\/completions$/u, "");
  const normalized = `${url.protocol}//${url.host}${path}`;
  if (isAllowedHost(url, allowedHosts)) return { ok: true, url: normalized };
  const check = checkPageUrl(normalized);
  if (!check.ok) return refused(messageOf(check.reason));
  if (url.protocol !== "https:") return refused(NEEDS_HTTPS);
  return { ok: true, url: check.url.replace(/\/+$/u, "") };
}

/** Whether the installation allows this host at this port, wherever it stands. */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowedHosts.includes(`${url.hostname}:${port}`);
}

/**
 * Whether a server may be asked now: what was allowed when it was stored need not be any more. `trusted`: wherever it
 * stands. Undefined: as any public address may.
 */
export function judgeModelServer(url: URL, allowedHosts: readonly string[]): WebRefusal | "trusted" | undefined {
  if (isAllowedHost(url, allowedHosts)) return "trusted";
  const check = checkPageUrl(url.href);
  if (!check.ok) return check.reason;
  return url.protocol === "https:" ? undefined : "private_address";
}

const MESSAGES: Partial<Record<WebRefusal, string>> = {
  not_a_web_address: NOT_AN_ADDRESS,
  private_address:
    "This address leads into a private network or to the machine Parley runs on. Whoever runs Parley can allow it with PARLEY_MODEL_HOSTS.",
  unusual_port: "The address names a port. Whoever runs Parley can allow it with PARLEY_MODEL_HOSTS.",
};

/** Why a server can't be used, for people. */
export const messageOf = (reason: WebRefusal): string => MESSAGES[reason] ?? REFUSAL_MESSAGES[reason];
