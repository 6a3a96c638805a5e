import { mediaFileName } from "@/domain/messaging/media-name";
import type { MessageKind } from "@/domain/messaging/message";
import type { OutboundFile } from "@/server/channels/driver";
import type { Database } from "@/server/db/client";
import type { MediaFetching } from "./fetcher";
import { findOutgoing } from "./queries";

const SENDABLE: readonly MessageKind[] = ["image", "video", "audio", "document"];
const isSendable = (kind: MessageKind): kind is OutboundFile["kind"] => SENDABLE.includes(kind);

/** The file of a message of the account's own, as it is sent; undefined when it isn't there (any more). */
export async function readOutgoingFile(
  { db, media }: { db: Database; media?: Pick<MediaFetching, "store"> | undefined },
  message: { accountId: string; messageId: string },
): Promise<OutboundFile | undefined> {
  const found = await findOutgoing(db, message);
  if (!found?.sha256 || !found.mimeType || !isSendable(found.kind)) return undefined;
  const { kind, sha256, mimeType } = found;
  const bytes = await media?.store.read({ accountId: message.accountId, sha256 });
  return bytes && { kind, bytes, mimeType, fileName: mediaFileName({ ...found, mimeType }) };
}
