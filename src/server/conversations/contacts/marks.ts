import { createHmac } from "node:crypto";
import { echoText } from "@/domain/messaging/delivery";
import { isFileKind, type MessageKind } from "@/domain/messaging/message";

/**
 * What is kept of something that was erased, so that it is known when it comes again: a hash by the installation's key.
 * Numbers are few enough to try them all, so a hash without a key would name whose it is.
 */
function mark(secretKey: Uint8Array, kind: "message" | "echo" | "alias", parts: readonly string[]): string {
  return createHmac("sha256", secretKey)
    .update(JSON.stringify([`erased-${kind}`, ...parts]))
    .digest("base64url");
}

export const messageMark = (
  secretKey: Uint8Array,
  { accountId, stanzaId, fromMe }: { accountId: string; stanzaId: string; fromMe: boolean },
): string => mark(secretKey, "message", [accountId, fromMe ? "out" : "in", stanzaId]);

/** Of a reply that was being handed over, whose id nobody knew yet. */
export const echoMark = (
  secretKey: Uint8Array,
  { accountId, chatId, kind, body }: { accountId: string; chatId: string; kind: MessageKind; body: string },
): string => mark(secretKey, "echo", [accountId, chatId, isFileKind(kind) ? kind : "text", echoText(body)]);

export const aliasMark = (secretKey: Uint8Array, { accountId, alias }: { accountId: string; alias: string }): string =>
  mark(secretKey, "alias", [accountId, alias]);
