/** Where to go after signing in: the given path when it is one of ours, else the start page. */
export function ownPath(next: string | null | undefined): string {
  const fallback = "/";
  // One leading slash and no second slash or backslash: `//host` and `/\host` are other sites to a browser.
  if (!next || !/^\/(?![/\\])/.test(next)) return fallback;
  // The parser drops tabs and line breaks, with which `/\t/host` would become `//host`.
  const url = URL.canParse(next, "http://parley.invalid") ? new URL(next, "http://parley.invalid") : null;
  if (url?.host !== "parley.invalid") return fallback;
  const path = url.pathname + url.search + url.hash;
  return path.startsWith("//") ? fallback : path;
}
