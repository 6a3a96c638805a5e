/** Why a connection is where it is; stored beside the state and shown as is. */
export const REASON_WORDS = {
  page_did_not_load: "WhatsApp Web didn't open in time. Trying again.",
  sign_in_took_too_long: "Linking took too long. Keep WhatsApp open on the phone; trying again.",
  offline: "WhatsApp can't be reached. Messages wait on their server and are picked up as soon as it is back.",
  offline_too_long: "WhatsApp couldn't be reached for some minutes. Starting the connection anew.",
  browser_lost: "The browser behind the connection stopped. Starting it anew.",
  not_responding: "WhatsApp Web stopped answering. Starting it anew.",
  messages_not_arriving: "Messages stopped arriving although WhatsApp had them. Starting the connection anew.",
  gave_up:
    "It didn't work after many tries. Check this machine's internet connection, then start it again; Parley also keeps trying now and then.",
  nobody_scanned: "Nobody scanned the code. Start again when the phone is at hand.",
  nobody_typed_the_code: "Nobody typed the code. Start again when the phone is at hand.",
  passkey_not_confirmed:
    "WhatsApp asked for the passkey of this number and nobody confirmed it. Start again with the phone at hand, and confirm when it asks.",
  opened_elsewhere: "WhatsApp Web was opened somewhere else with this number. Start it here to use it again.",
  unlinked_on_phone: "The phone removed this device. Start again and scan a new code.",
  unlinked_here: "Unlinked from here. Start again to link a phone.",
  parley_ended: "Parley ended without warning and connects again by itself.",
  parley_stopped: "Parley was stopped and connects again when it starts.",
} as const;
export type ReasonCode = keyof typeof REASON_WORDS;
