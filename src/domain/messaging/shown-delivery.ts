import type { AckLevel, MessageAuthor } from "./message";
import type { OutboxStatus } from "./outbox";

/** How far a message got, as people see it. */
export type ShownDelivery = "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown";

const BY_ACK: Record<AckLevel, ShownDelivery> = {
  pending: "sending",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
};

/**
 * Our own outbox decides until the message is out, WhatsApp's ticks after that. Null for what came in: the customer
 * needs no tick to know that it was sent.
 */
export function shownDelivery(message: {
  author: MessageAuthor;
  outboxStatus: OutboxStatus | null;
  ack: AckLevel | null;
}): ShownDelivery | null {
  if (message.author === "customer" || message.author === "system") return null;
  switch (message.outboxStatus) {
    case "queued":
    case "sending":
    case "unknown":
      return message.outboxStatus;
    case "failed":
    case "cancelled":
    case "expired":
      return "failed";
    default:
      return message.ack ? BY_ACK[message.ack] : "sent";
  }
}
