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
  /** 1 sent, 2 delivered, 3 read. */
  ack: number;
}

const viewMessage = (phone: Phone, message: WireMessage): MessageView => ({
  id: message.id,
  fromBusiness: message.fromMe,
  type: message.type,
  text: message.caption ?? (message.type === "location" ? (message.loc ?? "") : (message.body ?? "")),
  filename: message.filename,
  author: message.participant ? phone.findCustomer(message.participant)?.name : undefined,
  sentAt: new Date(message.t * 1000).toISOString(),
  ack: message.ack,
});

export const viewMessages = (phone: Phone, chatId: string): MessageView[] =>
  phone.messagesOf(chatId).map((message) => viewMessage(phone, message));

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
  customers: [...phone.customers.values()].map((customer) => viewCustomer(phone, customer)),
  groups: [...phone.groups.values()].map(({ id, name }) => ({ id, name })),
});

export const viewSimulator = (simulator: Simulator) => ({
  qrs: simulator.pendingQrs.map(({ reference, since }) => ({ reference, since: since.toISOString() })),
  phones: simulator.phones.map(viewPhone),
});
