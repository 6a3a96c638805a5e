import { PREVIEW_KINDS, TAKEN_BACK } from "../messaging/content";
import type { MessageKind } from "../messaging/message";
import { formatPhoneNumber } from "./phone-digits";
import type { MessageKey, Translate } from "./translate";

const KINDS: Record<Exclude<MessageKind, "text">, MessageKey> = {
  image: "conversation.kinds.image",
  video: "conversation.kinds.video",
  audio: "conversation.kinds.audio",
  voice: "conversation.kinds.voice",
  document: "conversation.kinds.document",
  sticker: "conversation.kinds.sticker",
  location: "conversation.kinds.location",
  contact: "conversation.kinds.contact",
  call: "conversation.kinds.call",
  other: "conversation.kinds.other",
};

/** What a message is, when it isn't text; "" for text. */
export function messageKindWords(t: Translate, kind: string): string {
  if (kind === "text") return "";
  return t(Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : KINDS.other);
}

/**
 * A preview as the reader reads it: it is stored in English, where it says of what kind a message was. A customer who
 * writes nothing but such a word, in English, has it translated; the message itself stays as they wrote it.
 */
export function previewWords(t: Translate, preview: string): string {
  if (preview === TAKEN_BACK) return t("conversation.kinds.deleted");
  for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
    const stored = PREVIEW_KINDS[kind];
    if (preview === stored || preview.startsWith(`${stored}: `)) return t(KINDS[kind]) + preview.slice(stored.length);
  }
  return preview;
}

export interface ReplyLine {
  /** Who answers right now. */
  says: string;
  /** What typing or the button beside it does; "" when there is nothing to say. */
  next: string;
}

/** The line above the composer: the most important sentence of the inbox. */
export function replyLine(
  t: Translate,
  input: {
    owner: "bot" | "person";
    canReply: boolean;
    resumesAt: string | null;
    /** Asked for no more messages; the bot is silent until they write START. */
    hasOptedOut?: boolean;
    /** The bot drafts, and people send. */
    isShadowed?: boolean;
  },
): ReplyLine {
  if (input.owner === "bot" && input.hasOptedOut)
    return { says: t("conversation.answering.botSilent"), next: t("conversation.answering.optedOut") };
  if (input.owner === "bot" && input.isShadowed)
    return {
      says: t("conversation.answering.botDrafts"),
      next: t(input.canReply ? "conversation.answering.untilYouSend" : "conversation.answering.untilSomebodySends"),
    };
  if (input.owner === "bot")
    return {
      says: t("conversation.answering.botAnswers"),
      next: input.canReply ? t("conversation.answering.typeToTakeOver") : "",
    };
  return {
    says: t(input.canReply ? "conversation.answering.you" : "conversation.answering.person"),
    next: input.resumesAt ? t("conversation.answering.resumesAt", { time: input.resumesAt }) : "",
  };
}

/** What to call a customer: the name WhatsApp gave, else the number, which WhatsApp may hide as well. */
export function contactWords(
  t: Translate,
  contact: { contactName: string | null; phoneNumber: string | null },
): string {
  if (contact.contactName) return contact.contactName;
  return contact.phoneNumber ? formatPhoneNumber(contact.phoneNumber) : t("conversation.contact.nameless");
}
