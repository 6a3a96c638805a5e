import { Customer, type CustomerOptions } from "./customer";
import { Group } from "./group";
import { type LinkedDevice, LinkedDevices } from "./linked-devices";
import type { MediaStore } from "./media-store";
import { applyChange, editOf, reactionTo, revocationOf } from "./message-changes";
import { newGroupId, newMessageId, nowSeconds } from "./message-ids";
import type { PageConnection } from "./page-connection";
import type { ChatState, WireCall, WireChange, WireMessage } from "./protocol";

export interface PhoneOptions {
  pushname?: string;
  lid?: string;
}

/** The business's phone: its number, chats and linked devices. */
export class Phone extends LinkedDevices {
  readonly customers = new Map<string, Customer>();
  readonly groups = new Map<string, Group>();
  /** Every message in the order it came, all chats together. */
  readonly log: WireMessage[] = [];
  /** Every edit, deletion and reaction in the order it came. */
  readonly changes: WireChange[] = [];
  readonly unread = new Map<string, number>();
  readonly typing = new Map<string, ChatState>();
  /** Outgoing messages that no test has waited for yet. */
  readonly #untaken: WireMessage[] = [];

  constructor(
    readonly number: string,
    readonly options: PhoneOptions,
    readonly media: MediaStore,
  ) {
    super();
    this.setMaxListeners(0);
  }

  protected get delivered(): Omit<LinkedDevice, "secret"> {
    return { deliveredCount: this.log.length, deliveredChangeCount: this.changes.length };
  }

  get id(): string {
    return `${this.number}@c.us`;
  }
  /** Every number has a hidden id too; the library writes from it in chats with hidden numbers. */
  get lidId(): string {
    return `${this.options.lid ?? `7${this.number}`}@lid`;
  }
  get pushname(): string {
    return this.options.pushname ?? `Business ${this.number}`;
  }

  /** The customer with this number; made, and told to the linked devices, when new. */
  customer(number: string, options: CustomerOptions = {}): Customer {
    const present = this.customers.get(number);
    if (present) return present;
    const customer = new Customer(this, number, options);
    this.customers.set(number, customer);
    this.broadcast({ kind: "contact", contact: customer.contact });
    this.emit("changed");
    return customer;
  }

  findCustomer(id: string): Customer | undefined {
    return [...this.customers.values()].find((customer) => customer.phoneId === id || customer.lidId === id);
  }

  group(name: string, id = newGroupId()): Group {
    const present = [...this.groups.values()].find((group) => group.name === name);
    if (present) return present;
    const group = new Group(this, id, name);
    this.groups.set(id, group);
    return group;
  }

  messagesOf(chatId: string): WireMessage[] {
    return this.log.filter((message) => message.chatId === chatId);
  }

  /** A message from outside; linked devices get it now, or at their next login. */
  receive(message: WireMessage): WireMessage {
    this.unread.set(message.chatId, (this.unread.get(message.chatId) ?? 0) + 1);
    this.#append(message);
    return message;
  }

  /** The owner answers on the phone itself: linked devices see a message of their own number. */
  say(to: Customer | string, body: string): WireMessage {
    const chatId = typeof to === "string" ? to : to.id;
    const message: WireMessage = {
      id: newMessageId(),
      chatId,
      fromMe: true,
      from: this.id,
      to: chatId,
      type: "chat",
      body,
      t: nowSeconds(),
      ack: 1,
    };
    this.#append(message);
    this.markRead(chatId);
    return message;
  }

  /** What a linked device sends. The same message twice (a repeated call) counts once. */
  acceptOutgoing(message: WireMessage, from: PageConnection): WireMessage {
    const present = this.log.find(({ id, fromMe }) => fromMe && id === message.id);
    if (present) return present;
    const accepted = { ...message, ack: 1, t: nowSeconds() };
    this.typing.delete(message.chatId);
    this.#append(accepted, from);
    this.#untaken.push(accepted);
    this.emit("outgoing", accepted);
    return accepted;
  }

  /** Resolves with the first outgoing message that matches and was not handed out before. */
  waitForOutgoing(predicate: (message: WireMessage) => boolean = () => true, timeoutMs = 10_000): Promise<WireMessage> {
    const index = this.#untaken.findIndex(predicate);
    if (index >= 0) return Promise.resolve(this.#untaken.splice(index, 1)[0]!);
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.off("outgoing", listener);
      };
      const listener = (message: WireMessage) => {
        if (!predicate(message)) return;
        this.#untaken.splice(this.#untaken.indexOf(message), 1);
        finish();
        resolve(message);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`phone ${this.number}: no such outgoing message within ${timeoutMs} ms`));
      }, timeoutMs);
      this.on("outgoing", listener);
    });
  }

  /** 2 delivered, 3 read, 4 played. Ticks never go back. */
  ack(id: string, level: number): void {
    const message = this.log.find((candidate) => candidate.id === id && candidate.fromMe);
    if (!message || message.ack >= level) return;
    message.ack = level;
    this.broadcast({ kind: "ack", chatId: message.chatId, id, fromMe: true, ack: level });
    this.emit("changed");
  }

  /** The owner deletes an own message for everyone; customers delete theirs through here too. */
  revoke(message: WireMessage): void {
    this.change(message, revocationOf(message));
  }

  /** The owner edits an own message on the phone. */
  edit(message: WireMessage, text: string): void {
    this.change(message, editOf(message, text));
  }

  /** The owner reacts on the phone; an empty emoji takes it back. */
  react(message: WireMessage, emoji: string): void {
    this.change(message, reactionTo(message, emoji, this.id));
  }

  /** Linked devices are told now, or at their next login. */
  change(message: WireMessage, change: WireChange): void {
    applyChange(message, change);
    this.changes.push(change);
    for (const connection of this.connections) {
      const device = this.devices.get(connection.deviceId ?? "");
      if (device) device.deliveredChangeCount = this.changes.length;
      connection.send({ kind: "change", change });
    }
    this.emit("changed");
  }

  /** Rings on whatever is connected right now: a call is not kept for later. */
  ring(call: WireCall): void {
    this.broadcast({ kind: "call", call });
  }

  markRead(chatId: string): void {
    this.unread.set(chatId, 0);
    this.broadcast({ kind: "unread", chatId, unreadCount: 0 });
    this.emit("changed");
  }

  setTyping(chatId: string, state: ChatState): void {
    if (state === "paused") this.typing.delete(chatId);
    else this.typing.set(chatId, state);
    this.emit("changed");
  }

  #append(message: WireMessage, except?: PageConnection): void {
    this.log.push(message);
    for (const connection of this.connections) {
      const device = this.devices.get(connection.deviceId ?? "");
      if (device) device.deliveredCount = this.log.length;
      if (connection !== except) connection.send({ kind: "message", message });
    }
    this.emit("changed");
  }
}
