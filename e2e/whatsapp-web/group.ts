import { type Customer, type Quoting, quotationOf } from "./customer";
import { newMessageId, nowSeconds } from "./message-ids";
import type { Phone } from "./phone";
import type { WireMessage } from "./protocol";

/** Which id of the business a mention carries: its number, or its hidden id, as groups that hide numbers have it. */
export type MentionStyle = "number" | "lid";

/** A group the business is a member of. */
export class Group {
  constructor(
    readonly phone: Phone,
    readonly id: string,
    readonly name: string,
  ) {}

  /** @param options.mentioning ids, or the business by one of its own */
  sendText(
    from: Customer,
    body: string,
    options: { mentioning?: MentionStyle | readonly string[] } & Quoting = {},
  ): WireMessage {
    return this.phone.receive({
      id: newMessageId(),
      chatId: this.id,
      fromMe: false,
      from: this.id,
      to: this.phone.id,
      chatName: this.name,
      participant: from.id,
      type: "chat",
      body,
      t: nowSeconds(),
      ack: 1,
      notifyName: from.name,
      ...(options.mentioning ? { mentionedJidList: this.#mentioned(options.mentioning) } : {}),
      ...quotationOf(options),
    });
  }

  #mentioned(mentioning: MentionStyle | readonly string[]): string[] {
    if (mentioning === "number") return [this.phone.id];
    if (mentioning === "lid") return [this.phone.lidId];
    return [...mentioning];
  }
}
