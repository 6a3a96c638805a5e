import { UPLOAD_HEADER } from "@/domain/access/upload-header";

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether a mutation was sent by our own pages (protection against cross-site request forgery; cookies alone prove
 * nothing, the browser adds them to foreign forms too). It was when
 * - `Sec-Fetch-Site`, which every current browser sends and no page can forge, says same-origin,
 * - `Origin`, where present, is the address we are reached under, and at least one of the two is there,
 * - the body has a type that a foreign form can't send: JSON, or multipart and raw bytes with our upload header.
 * @param headers names in lower case, as in node:http
 * @param site the public address if one is configured, else what the request calls us (its Host header)
 */
export function isSameOriginMutation(headers: RequestHeaders, site: { publicUrl?: string; host?: string }): boolean {
  const origin = single(headers.origin);
  const fetchSite = single(headers["sec-fetch-site"]);
  if (origin === undefined && fetchSite === undefined) return false;
  if (fetchSite !== undefined && fetchSite !== "same-origin") return false;
  if (origin !== undefined && !isOurs(origin, site)) return false;
  return hasUnforgeableBody(headers);
}

function isOurs(origin: string, site: { publicUrl?: string; host?: string }): boolean {
  if (!URL.canParse(origin)) return false;
  const { origin: normalized, host, protocol } = new URL(origin);
  if (normalized !== origin) return false;
  if (site.publicUrl !== undefined) return normalized === new URL(site.publicUrl).origin;
  return (protocol === "http:" || protocol === "https:") && host !== "" && host === site.host?.toLowerCase();
}

function hasUnforgeableBody(headers: RequestHeaders): boolean {
  const mediaType = single(headers["content-type"])?.split(";")[0]?.trim().toLowerCase();
  if (mediaType === "application/json") return true;
  const isUpload = mediaType === "multipart/form-data" || mediaType === "application/octet-stream";
  return isUpload && single(headers[UPLOAD_HEADER]) !== undefined;
}

/** A header that stands there twice is nobody's honest mistake; joined, it matches nothing. */
const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(",") : value);
