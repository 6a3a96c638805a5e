/** What the control interface shows of a phone. */
import type { Customer } from "../customer";
import type { Phone } from "../phone";
import type { WireMessage } from "../protocol";
import type { Simulator } from "../server";

export interface MessageView {
  id: string;
  /** True for the business's side: bot and owner alike. */
  fromBusiness: boolean;
  type: string;
  text: string;
  filename: string | undefined;
  author: string | undefined;
  sentAt: string;
  editedAt: string | null;
  /** What it answers. */
  quoted: { fromBusiness: boolean; text: string } | null;
  reactions: { emoji: string; fromBusiness: boolean }[];
  /** What its sender sees of it. */
  status: "sent" | "delivered" | "read";
}

const STATUS_OF_ACK = { 1: "sent", 2: "delivered" } as const;

/** Of a business's message the ack tells; a customer's is delivered when a device has it, and read when the chat is. */
function statusOf(phone: Phone, message: WireMessage, isRead: boolean): MessageView["status"] {
  if (message.fromMe) return STATUS_OF_ACK[message.ack as 1 | 2] ?? "read";
  if (isRead) return "read";
  return phone.isConnected ? "delivered" : "sent";
}

const textOf = (message: WireMessage): string =>
  message.caption ?? (message.type === "location" ? (message.loc ?? "") : (message.body ?? ""));

function quotedBy(phone: Phone, { quotedStanzaID }: WireMessage): MessageView["quoted"] {
  const quoted = quotedStanzaID ? phone.log.find(({ id }) => id === quotedStanzaID) : undefined;
  return quoted ? { fromBusiness: quoted.fromMe, text: textOf(quoted) } : null;
}

const viewMessage = (phone: Phone, message: WireMessage, isRead: boolean): MessageView => ({
  id: message.id,
  fromBusiness: message.fromMe,
  type: message.type,
  text: textOf(message),
  filename: message.filename,
  author: message.participant ? phone.findCustomer(message.participant)?.name : undefined,
  sentAt: new Date(message.t * 1000).toISOString(),
  editedAt: message.latestEditSenderTimestampMs ? new Date(message.latestEditSenderTimestampMs).toISOString() : null,
  quoted: quotedBy(phone, message),
  reactions: (message.reactions ?? []).map(({ emoji, by }) => ({ emoji, fromBusiness: by === phone.id })),
  status: statusOf(phone, message, isRead),
});

export function viewMessages(phone: Phone, chatId: string): MessageView[] {
  const messages = phone.messagesOf(chatId);
  const incoming = messages.filter(({ fromMe }) => !fromMe);
  const read = new Set(incoming.slice(0, incoming.length - (phone.unread.get(chatId) ?? 0)));
  return messages.map((message) => viewMessage(phone, message, read.has(message)));
}

const viewCustomer = (phone: Phone, customer: Customer) => {
  const messages = viewMessages(phone, customer.id);
  return {
    number: customer.number,
    name: customer.name,
    chatId: customer.id,
    typing: phone.typing.get(customer.id) ?? phone.typing.get(customer.phoneId) ?? null,
    unread: phone.unread.get(customer.id) ?? 0,
    count: messages.length,
    last: messages.at(-1) ?? null,
  };
};

export const viewPhone = (phone: Phone) => ({
  number: phone.number,
  pushname: phone.pushname,
  linked: phone.isLinked,
  connected: phone.isConnected,
  openElsewhere: phone.isOpenElsewhere,
  overlay: phone.hasOverlay,
  passkey: phone.passkey,
  refusesLinking: phone.refusesLinking,
  /** Pages that wait at the passkey wall for the owner. */
  walls: [...phone.walls].map(({ stage, code }) => ({ stage, code: code ?? null })),
  customers: [...phone.customers.values()].map((customer) => viewCustomer(phone, customer)),
  groups: [...phone.groups.values()].map(({ id, name }) => ({ id, name })),
});

export const viewSimulator = (simulator: Simulator) => ({
  qrs: simulator.pendingQrs.map(({ reference, since }) => ({ reference, since: since.toISOString() })),
  pairingCodes: simulator.pendingPairingCodes.map(({ code, phoneNumber, expiresAt }) => ({
    code,
    phoneNumber,
    expiresAt: expiresAt.toISOString(),
  })),
  phones: simulator.phones.map(viewPhone),
});
