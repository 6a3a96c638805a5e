/** Pages of signing in: nobody who is signed in has business there. */
const SIGN_IN_PAGES = new Set(["/sign-in", "/sign-up", "/forgot-password"]);
/**
 * Pages that anybody may open, signed in or not: links in mails lead there, whatever browser opens them. What stands on
 * them is decided by the procedures behind them. Those for developers exist for nobody else; see isDeveloperRequest.
 */
const OPEN_PAGES = new Set(["/auth/confirm", "/invitation", "/reset-password", "/dev/mail", "/design"]);

export type PageAccess = { kind: "allow" } | { kind: "redirect"; location: string };

/**
 * Who may see a page at all (what stands on it is decided by the procedures behind it). Strangers go to sign-in and come
 * back afterwards; people who are signed in have no business there.
 */
export function decidePageAccess(input: { pathname: string; search: string; isSignedIn: boolean }): PageAccess {
  if (OPEN_PAGES.has(input.pathname)) return { kind: "allow" };
  const isForStrangers = SIGN_IN_PAGES.has(input.pathname);
  if (isForStrangers && input.isSignedIn) return { kind: "redirect", location: "/" };
  if (isForStrangers || input.isSignedIn) return { kind: "allow" };
  const target = `${input.pathname}${input.search}`;
  const next = target === "/" ? "" : `?next=${encodeURIComponent(target)}`;
  return { kind: "redirect", location: `/sign-in${next}` };
}

/** Files of the build and of public/: the same for everybody, so no session is read for them. */
export function isStaticPath(pathname: string): boolean {
  return pathname.startsWith("/_next/") || pathname.startsWith("/__nextjs") || /\.[a-z0-9]{2,5}$/i.test(pathname);
}
