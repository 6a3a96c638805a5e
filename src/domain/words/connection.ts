import type { ConnectionState } from "../messaging/connection-state";

/** How much attention a state asks for; the interface gives each tone its colour and shape. */
export type Tone = "success" | "busy" | "attention" | "danger" | "idle";

export interface ConnectionWords {
  tone: Tone;
  /** Two or three words, for lists and the rail. */
  label: string;
  /** One line that says where things stand. */
  title: string;
  /** What it means for customers and what to do next. */
  detail: string;
}

const WORDS: Record<ConnectionState, ConnectionWords> = {
  stopped: {
    tone: "idle",
    label: "Not connected",
    title: "This number isn't connected",
    detail: "Connect it to let customers' messages come in and be answered. You need the phone at hand once.",
  },
  connecting: {
    tone: "busy",
    label: "Connecting",
    title: "Opening WhatsApp",
    detail: "This takes a few seconds. You can leave this page; it goes on.",
  },
  qr: {
    tone: "attention",
    label: "Waiting for the phone",
    title: "Link your phone",
    detail: "Scan the code with the phone whose number customers write to.",
  },
  pairing_code: {
    tone: "attention",
    label: "Waiting for the code",
    title: "Type the code on your phone",
    detail: "WhatsApp on the phone asks for it under Linked devices, Link with phone number instead.",
  },
  passkey_required: {
    tone: "attention",
    label: "Confirm on the phone",
    title: "WhatsApp wants to know that it is you",
    detail: "Confirm with the passkey of this number on the phone: your fingerprint, face or screen lock.",
  },
  authenticating: {
    tone: "busy",
    label: "Finishing",
    title: "Linked. Finishing on your phone…",
    detail: "Keep WhatsApp open on the phone until this page says that it is connected.",
  },
  ready: {
    tone: "success",
    label: "Connected",
    title: "Connected",
    detail: "Messages come in and are answered. The phone may be switched off for days at a time.",
  },
  reconnecting: {
    tone: "busy",
    label: "Reconnecting",
    title: "Reconnecting",
    detail:
      "The line to WhatsApp dropped and is being opened again. What customers write meanwhile is picked up afterwards.",
  },
  conflict: {
    tone: "attention",
    label: "In use elsewhere",
    title: "WhatsApp is open somewhere else with this link",
    detail: "Only one place can use it at a time. Connect to use it here; the other place is then disconnected.",
  },
  logged_out: {
    tone: "danger",
    label: "Unlinked",
    title: "The phone has unlinked Parley",
    detail: "Nothing is lost: conversations and documents stay. Connect to get a new code and scan it once more.",
  },
  failed: {
    tone: "danger",
    label: "Not working",
    title: "WhatsApp couldn't be reached",
    detail: "Nothing is lost. Check that this server reaches the internet, then connect again.",
  },
};

/** Every state of a connection in words for its owner. */
export const connectionWords = (state: ConnectionState): ConnectionWords => WORDS[state];

/** True while Parley holds, or tries to hold, a line to WhatsApp, so that it can be told to let go. */
export const isConnectionUp = (state: ConnectionState): boolean =>
  state !== "stopped" && state !== "logged_out" && state !== "failed" && state !== "conflict";

/** Calling codes of one and two digits; every other one has three (ITU-T E.164, list of assigned codes). */
const SHORT_CALLING_CODES = /^(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** `351912345678` as `+351 912 345 678`: the country, then groups of three from the left; other text stays as it is. */
export function formatPhoneNumber(digits: string): string {
  const bare = digits.replace(/^\+/, "");
  if (!/^\d{7,15}$/.test(bare)) return digits;
  const code = SHORT_CALLING_CODES.exec(bare)?.[0] ?? bare.slice(0, 3);
  // What would leave one digit alone makes the last group one of four.
  const groups = bare.slice(code.length).match(/\d{4}$|\d{3}(?=\d{2})|\d{1,3}$/g) ?? [];
  return [`+${code}`, ...groups].join(" ");
}
