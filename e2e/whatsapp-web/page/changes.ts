/** What the server tells about messages that are there: edits, deletions, reactions. And calls, which are not messages. */
import type { WireCall, WireChange } from "../protocol";
import { createWid, MsgKey } from "./ids";
import { messageKey } from "./messages";
import { addReaction } from "./reactions";
import { callCollection, collections, session } from "./stores";

export async function applyChange(change: WireChange): Promise<void> {
  const key = messageKey(change.message);
  const model = collections.Msg.get(key);
  switch (change.kind) {
    case "edit":
      model?.set({
        [model.type === "chat" ? "body" : "caption"]: change.text,
        latestEditMsgKey: new MsgKey({ ...key, id: await MsgKey.newId() }),
        latestEditSenderTimestampMs: change.at,
      });
      return;
    case "revoke":
      model?.set({ type: "revoked", body: "", caption: undefined, directPath: undefined, protocolMessageKey: key });
      return;
    case "reaction": {
      const fromMe = change.reaction.by === session.me?._serialized;
      const own = new MsgKey({ fromMe, remote: key.remote, id: await MsgKey.newId() });
      addReaction(key, change.message, change.reaction, own);
    }
  }
}

/** The library listens at the map. */
export function ring(call: WireCall): void {
  if (session.deafness !== "none") return;
  callCollection.calls.set(call.id, {
    id: call.id,
    peerJid: createWid(call.from),
    isVideo: call.isVideo,
    isGroup: call.isGroup,
    canHandleLocally: false,
    outgoing: false,
    webClientShouldHandle: false,
    participants: [],
    offerTime: call.t,
  });
}
