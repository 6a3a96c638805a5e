/** As long as a message may be. */
export const MAX_SAVED_TEXT = 4096;
/** More than anybody finds their way in. */
export const MAX_SAVED_REPLIES = 300;
export const MAX_SAVED_KEY = 32;

export interface SavedReply {
  key: string;
  text: string;
}
