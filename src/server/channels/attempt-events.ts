import type { ConnectionEvent } from "@/domain/messaging/connection-machine";
import type { Logger } from "@/server/logger";
import type { ChannelEvents } from "./driver";
import type { ConnectionNews } from "./queries";
import type { Scheduler } from "./scheduler";
import type { Session } from "./session";

export type Identity = Parameters<ChannelEvents["ready"]>[0];

/** How long WhatsApp honours a QR: the first of a series for a minute, each later one for 20 s. */
const QR_MS = { first: 60_000, later: 20_000 };
/** A code to type is renewed by the driver after this time; WhatsApp honours it about as long. */
const PAIRING_CODE_MS = 180_000;

const CLOSING = { logged_out: "unlinked", conflict: "opened_elsewhere", lost: "browser_lost" } as const;

interface AttemptListener {
  accountId: string;
  scheduler: Scheduler;
  logger: Logger;
  /** False once another attempt has begun: what this one still says is ignored. */
  isLive: () => boolean;
  dispatch: (event: ConnectionEvent, news?: ConnectionNews, detail?: string) => void;
  session: () => Session | undefined;
  /** Before `session_ready`. `linkedSince`: when the phone began to link, if it was linked just now. */
  onReady: (identity: Identity, linkedSince: Date | undefined) => void;
}

/** What one attempt's connection tells, as events of the state machine and as work for its session. */
export function listenToAttempt(to: AttemptListener): ChannelEvents {
  const { scheduler, logger, accountId, dispatch, session, onReady } = to;
  let qrCount = 0;
  let scannedAt: Date | undefined;
  let ownNumber: string | undefined;
  const inMs = (ms: number) => new Date(scheduler.now().getTime() + ms);

  return whileLive(to.isLive, {
    qr: (payload) => {
      qrCount += 1;
      dispatch("qr_shown", { qr: payload, qrExpiresAt: inMs(qrCount === 1 ? QR_MS.first : QR_MS.later) });
    },
    pairingCode: (code) =>
      dispatch("pairing_code_shown", { pairingCode: code, pairingCodeExpiresAt: inMs(PAIRING_CODE_MS) }),
    passkeyRequired: () => dispatch("passkey_required"),
    authenticating: () => {
      scannedAt ??= scheduler.now();
      dispatch("phone_scanned");
    },
    ready: (identity) => {
      ownNumber = identity.phoneNumber;
      onReady(identity, scannedAt);
      const { phoneNumber, displayName = null } = identity;
      dispatch("session_ready", { phoneNumber, displayName, numberReadyAt: scheduler.now() });
    },
    offline: () => dispatch("network_lost"),
    online: () => dispatch("network_back"),
    message: (message) => {
      // Notes to oneself: the business's own number is nobody's customer.
      const isOwnNumber = message.contactPhone !== undefined && message.contactPhone === ownNumber;
      if (!isOwnNumber) session()?.message(message);
    },
    ack: (update) => session()?.ack(update),
    change: (change) => session()?.change(change),
    closed: ({ kind, detail }) => {
      logger.warn({ accountId, kind, detail }, "a connection closed");
      dispatch(CLOSING[kind], {}, detail);
    },
  });
}

/** The same events, which do nothing once the attempt is over. */
function whileLive(isLive: () => boolean, events: ChannelEvents): ChannelEvents {
  const guarded = Object.entries(events).map(([name, tell]) => [
    name,
    (...args: unknown[]) => {
      if (isLive()) (tell as (...args: unknown[]) => void)(...args);
    },
  ]);
  return Object.fromEntries(guarded) as ChannelEvents;
}
