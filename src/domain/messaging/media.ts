/**
 * Where the file of a message stands. `waiting`: to be fetched, or being fetched. `stored`: there. `too_large`: over the
 * account's limit. `gone`: WhatsApp no longer has it. `failed`: given up after several tries. `deleted`: its message was
 * taken back.
 */
export type MediaStatus = "waiting" | "stored" | "too_large" | "gone" | "failed" | "deleted";
