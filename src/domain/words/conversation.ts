import type { MessageKind } from "../messaging/message";
import { formatPhoneNumber } from "./connection";

const KINDS: Record<MessageKind, string> = {
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

/** What a message is, when it isn't text; "" for text. */
export const messageKindWords = (kind: string): string =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as MessageKind] : KINDS.other;

export interface ReplyLine {
  /** Who answers right now. */
  says: string;
  /** What typing or the button beside it does; "" when there is nothing to say. */
  next: string;
}

/** The line above the composer: the most important sentence of the inbox. */
export function replyLine(input: {
  owner: "bot" | "person";
  canReply: boolean;
  resumesAt: string | null;
  /** Asked for no more messages; the bot is silent until they write START. */
  hasOptedOut?: boolean;
  /** The bot drafts, and people send. */
  isShadowed?: boolean;
}): ReplyLine {
  if (input.owner === "bot" && input.hasOptedOut)
    return { says: "The bot is silent here.", next: "This customer asked for no more messages." };
  if (input.owner === "bot" && input.isShadowed)
    return {
      says: "The bot drafts here.",
      next: input.canReply ? "Nothing goes out until you send it." : "Nothing goes out until somebody sends it.",
    };
  if (input.owner === "bot") return { says: "The bot answers here.", next: input.canReply ? "Type to take over." : "" };
  return {
    says: input.canReply ? "You are answering." : "A person is answering.",
    next: input.resumesAt ? `The bot resumes at ${input.resumesAt}.` : "",
  };
}

/** What to call a customer: the name WhatsApp gave, else the number, which WhatsApp may hide as well. */
export function contactWords(contact: { contactName: string | null; phoneNumber: string | null }): string {
  if (contact.contactName) return contact.contactName;
  return contact.phoneNumber ? formatPhoneNumber(contact.phoneNumber) : "Someone without a name";
}

/** Two letters for a contact without a picture; a bare number gives its last two digits. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first, ...rest] = words;
  if (!first) return "?";
  const digits = name.replaceAll(/\D/g, "");
  if (!/\p{L}/u.test(name) && digits.length >= 2) return digits.slice(-2);
  const last = rest.at(-1);
  const letters = [first, last ?? ""].map((word) => Array.from(word)[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}
