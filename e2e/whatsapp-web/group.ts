import type { Customer } from "./customer";
import { newMessageId, nowSeconds } from "./message-ids";
import type { Phone } from "./phone";
import type { WireMessage } from "./protocol";

/** A group the business is a member of. */
export class Group {
  constructor(
    readonly phone: Phone,
    readonly id: string,
    readonly name: string,
  ) {}

  sendText(from: Customer, body: string): WireMessage {
    return this.phone.receive({
      id: newMessageId(),
      chatId: this.id,
      fromMe: false,
      from: this.id,
      to: this.phone.id,
      participant: from.id,
      type: "chat",
      body,
      t: nowSeconds(),
      ack: 1,
      notifyName: from.name,
    });
  }
}
