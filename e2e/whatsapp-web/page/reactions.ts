/** Reactions: kept by message and emoji, and told through the table that the library listens at. */
import type { MessageName, WireReaction } from "../protocol";
import { createWid, type MsgKey } from "./ids";
import { Collection, Model } from "./model";
import { collections, session } from "./stores";

/** The library replaces `bulkUpsert` with a listener of its own. */
export const reactionTableMode = { bulkUpsert(_reactions: unknown[]) {} };

const { Reactions } = collections;

const isMine = (by: string) => by === session.me?._serialized || by === session.lid?._serialized;

/** Puts a person's reaction in the place of the one before. */
export function keepReaction(key: MsgKey, { by, emoji, at }: WireReaction): void {
  const known = Reactions.get(key) ?? Reactions.add(new Model({ id: key, reactions: new Collection(Model) }));
  const byEmoji = known.reactions as Collection<Model>;
  for (const aggregate of byEmoji.getModelsArray()) {
    aggregate.senders = (aggregate.senders as { senderUserJid: string }[]).filter((one) => one.senderUserJid !== by);
    if ((aggregate.senders as unknown[]).length === 0) byEmoji.remove(aggregate.id);
  }
  if (emoji === "") return;
  const aggregate =
    byEmoji.get(emoji) ??
    byEmoji.add(new Model({ id: emoji, aggregateEmoji: emoji, hasReactionByMe: false, senders: [] }));
  const sender = { msgKey: key, parentMsgKey: key, reactionText: emoji, senderUserJid: by, timestamp: at, read: true };
  aggregate.senders = [...(aggregate.senders as unknown[]), sender];
  if (isMine(by)) aggregate.hasReactionByMe = true;
}

/** A reaction that arrives now. */
export function addReaction(key: MsgKey, message: MessageName, reaction: WireReaction, newKey: MsgKey): void {
  keepReaction(key, reaction);
  const hasReaction = (Reactions.get(key)?.reactions as Collection<Model> | undefined)?.length ?? 0;
  collections.Msg.get(key)?.set("hasReaction", hasReaction > 0);
  if (session.deafness !== "none") return;
  const from = createWid(reaction.by);
  reactionTableMode.bulkUpsert([
    {
      id: newKey,
      reactionParentKey: key,
      reactionText: reaction.emoji,
      reactionTimestamp: reaction.at,
      from,
      ...(message.participant ? { author: from } : {}),
      orphan: 0,
      read: false,
      ack: isMine(reaction.by) ? 1 : 0,
    },
  ]);
}
