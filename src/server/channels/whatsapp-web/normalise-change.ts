/** From what the page tells of messages that were changed to the channel's changes. Pure. */
import type { MessageChange } from "@/domain/messaging/message";
import { parseMessageKey } from "@/domain/messaging/whatsapp-ids";
import { editedAtOf, instantOf, keyOf, type RawMessage, wordsOf } from "./normalise";
import type { PageEvent } from "./page-types";

type Told<Kind extends PageEvent["kind"]> = Extract<PageEvent, { kind: Kind }>;

/**
 * Undefined when the words are new without anybody having edited them: a message that could be read only now.
 * @param now stands in where WhatsApp tells no time
 */
export function editOf({ message, hadText }: Pick<Told<"edited">, "message" | "hadText">, now: Date) {
  const key = parseMessageKey(message.id);
  const editedAt = editedAtOf(message);
  if (!key || (!editedAt && !hadText)) return undefined;
  return { ...subject(key), at: editedAt ?? now, type: "edited", body: wordsOf(message) } satisfies MessageChange;
}

export function deletionOf(raw: RawMessage, now: Date) {
  const key = keyOf(raw);
  return key && ({ ...subject(key), at: now, type: "deleted" } satisfies MessageChange);
}

export function reactionOf({ id, parentId, text, seconds }: Omit<Told<"reaction">, "kind">, now: Date) {
  const [own, key] = [parseMessageKey(id), parseMessageKey(parentId)];
  if (!own || !key) return undefined;
  return {
    ...subject(key),
    at: instantOf(seconds, 1000) ?? now,
    type: "reaction",
    by: own.fromMe ? "business" : "customer",
    emoji: text?.replaceAll("\0", "") || null,
  } satisfies MessageChange;
}

const subject = ({ stanzaId, fromMe, chatId }: { stanzaId: string; fromMe: boolean; chatId: string }) => ({
  stanzaId,
  fromMe,
  chatId,
});
