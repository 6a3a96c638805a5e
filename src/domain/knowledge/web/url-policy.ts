import { isPublicAddress } from "./address-policy";
import { normalizePercentEncoding } from "./percent-encoding";
import type { WebRefusal } from "./refusal";

const MAX_URL_LENGTH = 2048;
const MAX_HOST_LENGTH = 253;

/** Names that only mean something on this machine or in its network, whatever a resolver says about them. */
const LOCAL_NAMES = ["localhost", "local", "internal", "home.arpa", "localdomain", "lan", "intranet", "corp", "home"];

export type UrlCheck =
  | {
      ok: true;
      /** Normalised: the same page has the same text, as far as that can be told without asking the site. */
      url: string;
    }
  | { ok: false; reason: WebRefusal };

const refused = (reason: WebRefusal): UrlCheck => ({ ok: false, reason });

/**
 * Whether an address may be fetched at all, before any name is resolved, and its normal form: no fragment, no dot after
 * the host, names in other scripts as `xn--…`, one spelling of encoded characters. `base`: what it is relative to.
 */
export function checkPageUrl(text: string, base?: string): UrlCheck {
  if (text.length > 2 * MAX_URL_LENGTH) return refused("address_too_long");
  if (!URL.canParse(text, base)) return refused("not_a_web_address");
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return refused("not_a_web_address");
  if (url.username !== "" || url.password !== "") return refused("has_credentials");
  // URL leaves the port out when it is the scheme's own.
  if (url.port !== "") return refused("unusual_port");
  const host = url.hostname.replace(/\.$/, "");
  const reason = refuseHost(host);
  if (reason) return refused(reason);
  const normalized = `${url.protocol}//${host}${normalizePercentEncoding(url.pathname + url.search)}`;
  return normalized.length > MAX_URL_LENGTH ? refused("address_too_long") : { ok: true, url: normalized };
}

/** As checkPageUrl, for what a person typed: `example.com/help` means https. */
export function checkTypedAddress(text: string): UrlCheck {
  const typed = text.trim();
  return checkPageUrl(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed) ? typed : `https://${typed}`);
}

/** URL has turned every spelling of an IPv4 address (`0x7f.1`, `2130706433`) into four decimal numbers by now. */
function refuseHost(host: string): WebRefusal | undefined {
  const ipv6 = /^\[(.*)\]$/.exec(host)?.[1];
  if (ipv6 !== undefined || /^[\d.]+$/.test(host)) return isPublicAddress(ipv6 ?? host) ? undefined : "private_address";
  const labels = host.split(".");
  const isName = labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  if (!isName || host.length > MAX_HOST_LENGTH) return "not_a_web_address";
  const isLocal = labels.length === 1 || LOCAL_NAMES.some((name) => host.endsWith(`.${name}`));
  return isLocal ? "private_address" : undefined;
}

/** One site = one host, whether it says `www.` or not, with or without encryption. Other names beside it are other sites. */
export const isSameSite = (a: string, b: string): boolean => siteOf(a) === siteOf(b);

const siteOf = (url: string) => new URL(url).hostname.replace(/\.$/, "").replace(/^www\./, "");

/** Whether a page is `scope` itself or stands below it: `/help` has `/help` and `/help/returns`, but not `/helpers`. */
export function isBelow(url: string, scope: string): boolean {
  const folder = new URL(scope).pathname.replace(/\/$/, "");
  const path = new URL(url).pathname;
  return path === folder || path.startsWith(`${folder}/`);
}
