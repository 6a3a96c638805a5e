import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import type { Logger } from "@/server/logger";
import type { ChannelDriver } from "../driver";
import { WhatsAppWebConnection } from "./connection";
import type { ConnectionTimeouts } from "./connection-options";
import { SessionVaults } from "./session-vault";

export interface WhatsAppWebDriverOptions {
  /** One folder per account is kept here; whoever has it can read and write as that account. */
  sessionsDir: string;
  /** 32 bytes; what is copied of sessions is encrypted with it. */
  secretKey: Buffer;
  chromium: ChromiumLaunch;
  /** Further switches for the browser; browser tests lead it to a simulated WhatsApp with them. */
  extraLaunchArgs?: readonly string[];
  logger: Logger;
  timeouts?: Partial<ConnectionTimeouts>;
}

const TIMEOUTS: ConnectionTimeouts = {
  startMs: 55_000,
  bootMs: 30_000,
  sendMs: 30_000,
  readMs: 15_000,
  contactMs: 3000,
  // A hundred megabytes over a slow line.
  mediaMs: 180_000,
  // As WhatsApp's own page does.
  pairingRenewMs: 170_000,
  closeMs: 5000,
  // The session waits for 6 s.
  stopMs: 5500,
};

/** WhatsApp through whatsapp-web.js: one Chromium per account, linked by QR or pairing code like any WhatsApp Web. */
export function createWhatsAppWebDriver(options: WhatsAppWebDriverOptions): ChannelDriver {
  const { sessionsDir, secretKey, chromium, extraLaunchArgs = [], logger } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const vaults = new SessionVaults({ sessionsDir, secretKey, logger });
  return {
    kind: "whatsapp-web",
    supports: { media: true, typing: true, reactions: true },
    connect: (accountId, events, connectOptions = {}) =>
      new WhatsAppWebConnection(
        {
          accountId,
          sessionsDir,
          vault: vaults.open(accountId),
          launch: { chromium, extraArgs: extraLaunchArgs, timeoutMs: timeouts.startMs },
          timeouts,
          logger,
        },
        events,
        connectOptions,
      ),
  };
}
