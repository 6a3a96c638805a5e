export const CONNECTION_STATES = [
  "stopped",
  "connecting",
  "qr",
  "pairing_code",
  "passkey_required",
  "authenticating",
  "ready",
  "reconnecting",
  "conflict",
  "logged_out",
  "failed",
] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** Nothing runs, and nothing begins by itself. */
export const RESTING_STATES: readonly ConnectionState[] = ["stopped", "conflict", "logged_out"];
