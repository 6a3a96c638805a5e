import { messageKindWords } from "../words/conversation";
import type { MessageKind } from "./message";

const PREVIEW_LENGTH = 120;

/** One line for lists: the text, or what else it is. */
export function previewOf({ kind, body }: { kind: MessageKind; body: string }): string {
  const text = body.replace(/\s+/g, " ").trim();
  const whole = [messageKindWords(kind), text].filter((part) => part !== "").join(": ");
  const characters = [...whole];
  return characters.length <= PREVIEW_LENGTH ? whole : `${characters.slice(0, PREVIEW_LENGTH - 1).join("")}…`;
}

/**
 * What a burst of messages gives the bot to work with. `text`: something to answer. `listen`: only sound or film, which
 * the customer can put into words. `look`: something a person should see (a receipt, a place, a file).
 * `nothing`: stickers and the like, which nobody expects an answer to.
 */
export type BurstContent = "text" | "listen" | "look" | "nothing";

const LOOK: readonly MessageKind[] = ["image", "document", "location", "contact"];
const LISTEN: readonly MessageKind[] = ["voice", "audio", "video"];

/** The most that any message of the burst gives: text before something to look at before something to listen to. */
export function contentOf(burst: readonly { kind: MessageKind; body: string }[]): BurstContent {
  if (burst.some(({ body }) => body.trim() !== "")) return "text";
  if (burst.some(({ kind }) => LOOK.includes(kind))) return "look";
  if (burst.some(({ kind }) => LISTEN.includes(kind))) return "listen";
  return "nothing";
}
