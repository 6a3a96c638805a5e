/** What happens to messages after they were written: edits, deletions for everyone, reactions. */
import type { MessageName, WireChange, WireMessage } from "./protocol";

export const nameOf = ({ chatId, id, fromMe, participant }: WireMessage): MessageName => ({
  chatId,
  id,
  fromMe,
  ...(participant ? { participant } : {}),
});

export const editOf = (message: WireMessage, text: string): WireChange => ({
  kind: "edit",
  message: nameOf(message),
  text,
  at: Date.now(),
});

export const revocationOf = (message: WireMessage): WireChange => ({ kind: "revoke", message: nameOf(message) });

/** @param by the id of whoever reacts; an empty emoji takes the reaction back */
export const reactionTo = (message: WireMessage, emoji: string, by: string): WireChange => ({
  kind: "reaction",
  message: nameOf(message),
  reaction: { by, emoji, at: Date.now() },
});

/** Changes the message as WhatsApp keeps it, so that whoever loads it later sees how it ended up. */
export function applyChange(message: WireMessage, change: WireChange): void {
  switch (change.kind) {
    case "edit":
      if (message.type === "chat") message.body = change.text;
      else message.caption = change.text;
      message.latestEditSenderTimestampMs = change.at;
      return;
    case "revoke":
      message.type = "revoked";
      message.body = "";
      delete message.caption;
      delete message.directPath;
      return;
    case "reaction": {
      const others = (message.reactions ?? []).filter(({ by }) => by !== change.reaction.by);
      message.reactions = change.reaction.emoji === "" ? others : [...others, change.reaction];
    }
  }
}
