export const RAIL_COOKIE = "parley-rail";
export type RailWidth = "words" | "icons";

/** Keeps the choice in a cookie, so that the server draws the rail as it was left and nothing jumps. */
export function rememberRailWidth(width: RailWidth): void {
  const yearMs = 365 * 24 * 3_600_000;
  // Absent where the page isn't on https or localhost; the choice then lasts as long as the tab.
  if (!("cookieStore" in window)) return;
  window.cookieStore
    .set({ name: RAIL_COOKIE, value: width, path: "/", sameSite: "lax", expires: Date.now() + yearMs })
    .catch(() => undefined);
}
