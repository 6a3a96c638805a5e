import type { MessageKind } from "./message";

const PREVIEW_LENGTH = 120;
/** What stands where a message was taken back. */
export const TAKEN_BACK = "Deleted message";

/** What a message is, when it isn't text. Stored in previews, and so in English: `previewWords` says it to the reader. */
export const PREVIEW_KINDS: Record<MessageKind, string> = {
  text: "",
  image: "Photo",
  video: "Video",
  audio: "Audio",
  voice: "Voice message",
  document: "Document",
  sticker: "Sticker",
  location: "Location",
  contact: "Contact card",
  call: "Call",
  other: "Message of a kind Parley can't show yet",
};

/** One line for lists: the text, or what else it is. */
export function previewOf(message: { kind: MessageKind; body: string; isDeleted?: boolean | undefined }): string {
  if (message.isDeleted) return TAKEN_BACK;
  const text = message.body.replace(/\s+/g, " ").trim();
  const whole = [PREVIEW_KINDS[message.kind], text].filter((part) => part !== "").join(": ");
  const characters = [...whole];
  return characters.length <= PREVIEW_LENGTH ? whole : `${characters.slice(0, PREVIEW_LENGTH - 1).join("")}…`;
}

/** What a message says: its text or caption, and what is said in its recording where somebody wrote that down. */
export const wordsOf = ({ body, transcript }: { body: string; transcript: string | null }): string =>
  [body.trim(), transcript?.trim() ?? ""].filter((part) => part !== "").join("\n");

/**
 * The words of a group message without the mentions that called the bot: WhatsApp writes them as `@` and the digits of
 * an id, which say nothing to whoever reads the question.
 */
export const withoutMentions = (words: string): string =>
  words.replaceAll(/(^|\s)@\d{5,}(?=[\s\p{P}]|$)/gu, "$1").trim();

/**
 * What a burst of messages gives the bot to work with. `text`: something to answer. `listen`: only sound or film, which
 * the customer can put into words. `look`: something a person should see (a receipt, a place, a file). `call`: only
 * calls, which nobody takes here. `nothing`: stickers and the like, which nobody expects an answer to.
 */
export type BurstContent = "text" | "listen" | "look" | "call" | "nothing";

const LOOK: readonly MessageKind[] = ["image", "document", "location", "contact"];
const LISTEN: readonly MessageKind[] = ["voice", "audio", "video"];

/** Their words only name them: whose card, what place. */
const NAMED: readonly MessageKind[] = ["location", "contact"];

/**
 * The words of a burst that its writer chose: a place's or a person's name is no part of a question, and tells nothing of
 * the language.
 */
export const chosenWords = (burst: readonly { kind: MessageKind; words: string }[]): string[] =>
  burst.flatMap(({ kind, words }) => (words.trim() === "" || NAMED.includes(kind) ? [] : [words]));

/** The most that any message of the burst gives: text, before what is to be seen, before what is to be heard, before calls. */
export function contentOf(burst: readonly { kind: MessageKind; words: string }[]): BurstContent {
  const has = (kinds: readonly MessageKind[]) => burst.some(({ kind }) => kinds.includes(kind));
  if (chosenWords(burst).length > 0) return "text";
  if (has(LOOK)) return "look";
  if (has(LISTEN)) return "listen";
  return has(["call"]) ? "call" : "nothing";
}
