import type { ConnectionState } from "../messaging/connection-state";
import type { Translate } from "./translate";

/** How much attention a state asks for; the interface gives each tone its colour and shape. */
export type Tone = "success" | "busy" | "attention" | "danger" | "idle";

export const CONNECTION_TONES: Record<ConnectionState, Tone> = {
  stopped: "idle",
  connecting: "busy",
  qr: "attention",
  pairing_code: "attention",
  passkey_required: "attention",
  authenticating: "busy",
  ready: "success",
  reconnecting: "busy",
  conflict: "attention",
  logged_out: "danger",
  failed: "danger",
};

/** A state in two or three words, for lists and the rail: its messages are on every page. */
export const connectionStatus = (t: Translate, state: ConnectionState): { tone: Tone; label: string } => ({
  tone: CONNECTION_TONES[state],
  label: t(`shell.connection.${state}`),
});
