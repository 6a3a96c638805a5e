import type { EndpointDeps } from "./endpoint";

/**
 * Where somebody may be sent after using a link: the address that was asked for when its origin is one of ours, else the
 * site itself. Compared by origin and never by beginning: `https://shop.example.evil.example` begins like ours too.
 */
export function allowedRedirect(
  { siteUrl, redirectAllowList }: Pick<EndpointDeps, "siteUrl" | "redirectAllowList">,
  asked: string | null,
): string {
  const site = siteUrl();
  if (!asked || !URL.canParse(asked)) return site;
  const url = new URL(asked);
  const allowed = [site, ...redirectAllowList].filter((entry) => URL.canParse(entry));
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  const isOurs = allowed.some((entry) => new URL(entry).origin === url.origin);
  return isWeb && isOurs && url.username === "" ? url.href : site;
}
