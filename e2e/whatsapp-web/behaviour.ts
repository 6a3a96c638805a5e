import type { KeySpelling, LogoutStyle, PageSettings } from "./protocol";

/** `shown`: a login ends with "What's new" over the page. `blocks`: and the synchronisation ends only when it is gone. */
export type OverlayAtLogin = "none" | "shown" | "blocks";

/** How the simulated service behaves. Tests change it while it runs; it holds for what happens from then on. */
export interface Behaviour {
  /** The websocket refuses everybody, as without internet. */
  down: boolean;
  /** The page is requested and never answered. */
  stall: boolean;
  /** The page's beginning is answered, and its end never comes. */
  halfPage: boolean;
  /** Every message is refused. */
  failSend: boolean;
  /** The server takes so long to accept a message; until then it is not in the chat on the phone. */
  delaySendMs: number;
  /** A login never gets to the end of its synchronisation. */
  neverSync: boolean;
  /** Between CONNECTED and hasSynced. 0 lets both happen before anybody can listen. */
  syncDelayMs: number;
  /** The end of a synchronisation is announced twice in a row. */
  syncTwice: boolean;
  /** Every download of a file takes so long to begin, unless the file has its own fault. */
  mediaDelayMs: number;
  /** Every download of a file fails with status 503. */
  failMedia: boolean;
  keySpelling: KeySpelling;
  overlayAtLogin: OverlayAtLogin;
  /**
   * Who is the active one when a session is opened a second time; the other gets CONFLICT. With `oldest` the new page has
   * to ask for it ("use here").
   */
  conflictWinner: "newest" | "oldest";
  /** How long a pairing code works. */
  pairingCodeLifeMs: number;
  /** What a page does that learns at the login that its phone has unlinked it. */
  revokedStyle: LogoutStyle;
  /** Customers' phones are on, and confirm at once that a message arrived (two ticks). */
  autoDelivered: boolean;
  debugDelayMs: number;
  bootDelayMs: number;
  reconnectDelayMs: number;
  logoutNavigationDelayMs: number;
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  down: false,
  stall: false,
  halfPage: false,
  failSend: false,
  delaySendMs: 0,
  neverSync: false,
  syncDelayMs: 50,
  syncTwice: false,
  mediaDelayMs: 0,
  failMedia: false,
  keySpelling: "_serialized",
  overlayAtLogin: "none",
  conflictWinner: "newest",
  pairingCodeLifeMs: 180_000,
  revokedStyle: "navigate",
  autoDelivered: true,
  debugDelayMs: 20,
  bootDelayMs: 30,
  reconnectDelayMs: 200,
  logoutNavigationDelayMs: 50,
};

/** Not the library's default version: that one could be kept on disk and served against the real WhatsApp later. */
const SIMULATED_VERSION = "2.3000.0-simulated";

export const pageSettings = (behaviour: Behaviour): PageSettings => ({
  version: SIMULATED_VERSION,
  keySpelling: behaviour.keySpelling,
  debugDelayMs: behaviour.debugDelayMs,
  bootDelayMs: behaviour.bootDelayMs,
  reconnectDelayMs: behaviour.reconnectDelayMs,
  logoutNavigationDelayMs: behaviour.logoutNavigationDelayMs,
});
