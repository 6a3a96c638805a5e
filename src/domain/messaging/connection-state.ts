export const CONNECTION_STATES = [
  "stopped",
  "connecting",
  "qr",
  "authenticating",
  "ready",
  "reconnecting",
  "conflict",
  "logged_out",
  "failed",
] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];
