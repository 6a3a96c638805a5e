import type { Logger } from "@/server/logger";
import type { LaunchOptions } from "./chromium-process-start";
import type { SessionVault } from "./session-vault";

export interface ConnectionTimeouts {
  /** From the start of the browser to the page being up. */
  startMs: number;
  /** Until WhatsApp's code runs in the page. */
  bootMs: number;
  sendMs: number;
  /** For anything that is read. */
  readMs: number;
  contactMs: number;
  /** For one file. */
  mediaMs: number;
  /** A code to type is replaced after that time. */
  pairingRenewMs: number;
  closeMs: number;
  /** For a stop with all that belongs to it; what is left after the browser ended is for the session's snapshot. */
  stopMs: number;
}

export interface ConnectionOptions {
  accountId: string;
  sessionsDir: string;
  vault: SessionVault;
  launch: Omit<LaunchOptions, "profileDir">;
  timeouts: ConnectionTimeouts;
  logger: Logger;
}
