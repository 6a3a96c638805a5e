/** What the parsers read of what web servers hand out. */
export const PAGE_MEDIA_TYPES = [
  "text/html",
  "application/xhtml+xml",
  "text/plain",
  "text/markdown",
  "text/x-markdown",
  "application/pdf",
] as const;

/** Compressed ones come as files, by the names that servers have for them. */
export const SITEMAP_MEDIA_TYPES = [
  "application/xml",
  "text/xml",
  "text/plain",
  "application/gzip",
  "application/x-gzip",
  "application/octet-stream",
] as const;

export interface ContentType {
  /** In small letters; "" when the server doesn't say, or not in a way that can be read. */
  mediaType: string;
  charset: string | undefined;
}

export function parseContentType(header: string | undefined): ContentType {
  const [first = "", ...parameters] = (header ?? "").split(";");
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.exec(first.trim())?.[0].toLowerCase() ?? "";
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([\w:.-]{1,40})"?\s*$/i.exec(one)?.[1]).find(Boolean);
  return { mediaType, charset: charset?.toLowerCase() };
}
