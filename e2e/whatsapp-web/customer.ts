import { editOf, reactionTo } from "./message-changes";
import { newCallId, newMessageId, nowSeconds } from "./message-ids";
import type { Phone } from "./phone";
import type { WireCall, WireContact, WireMessage } from "./protocol";

export interface CustomerOptions {
  /** The name the customer gave itself. */
  name?: string;
  /** WhatsApp's number-hiding id, without `@lid`; the customer then writes from it. */
  lid?: string;
  /** Only with a LID: WhatsApp does not tell the number behind it. */
  hidesNumber?: boolean;
  /** As saved in the owner's phone book. */
  savedAs?: string;
}

/** Every message can answer another one: WhatsApp shows the quoted one above it. */
export interface Quoting {
  quoting?: WireMessage | undefined;
}

export const quotationOf = ({ quoting }: Quoting): Partial<WireMessage> =>
  quoting
    ? {
        quotedStanzaID: quoting.id,
        quotedParticipant: quoting.participant ?? quoting.from,
        quotedMsg: {
          type: quoting.type,
          ...(quoting.body === undefined ? {} : { body: quoting.body }),
          ...(quoting.caption === undefined ? {} : { caption: quoting.caption }),
        },
      }
    : {};

/** A person who writes to the business, in a chat of their own. */
export class Customer {
  constructor(
    readonly phone: Phone,
    readonly number: string,
    readonly options: CustomerOptions,
  ) {}

  get phoneId(): string {
    return `${this.number}@c.us`;
  }

  get lidId(): string | undefined {
    return this.options.lid ? `${this.options.lid}@lid` : undefined;
  }

  /** The id this customer's messages come from, and the id of the chat. */
  get id(): string {
    return this.lidId ?? this.phoneId;
  }

  get name(): string {
    return this.options.name ?? `+${this.number}`;
  }

  get contact(): WireContact {
    return {
      id: this.id,
      ...(this.lidId && !this.options.hidesNumber ? { phoneNumber: this.phoneId } : {}),
      pushname: this.name,
      ...(this.options.savedAs ? { name: this.options.savedAs } : {}),
    };
  }

  sendText(body: string, options: Quoting = {}): WireMessage {
    return this.#send({ type: "chat", body, ...quotationOf(options) });
  }

  sendImage(bytes: Buffer, options: { caption?: string; mimetype?: string } & Quoting = {}): WireMessage {
    const { caption, mimetype = "image/png" } = options;
    return this.#sendMedia("image", { bytes, mimetype }, { ...(caption ? { caption } : {}), ...quotationOf(options) });
  }

  sendVideo(bytes: Buffer, { caption }: { caption?: string } = {}): WireMessage {
    return this.#sendMedia("video", { bytes, mimetype: "video/mp4" }, caption ? { caption } : {});
  }

  /** A voice note, recorded in the chat. */
  sendVoice(bytes: Buffer, options: { durationSeconds?: number } & Quoting = {}): WireMessage {
    const file = { bytes, mimetype: "audio/ogg; codecs=opus" };
    return this.#sendMedia("ptt", file, { duration: options.durationSeconds ?? 3, ...quotationOf(options) });
  }

  sendSticker(bytes: Buffer): WireMessage {
    return this.#sendMedia("sticker", { bytes, mimetype: "image/webp" }, {});
  }

  /** @param options.size what the message claims, when it differs from what the file has */
  sendDocument(
    bytes: Buffer,
    options: { filename: string; mimetype: string; caption?: string; size?: number },
  ): WireMessage {
    const { mimetype, ...rest } = options;
    return this.#sendMedia("document", { bytes, mimetype }, rest);
  }

  sendLocation(latitude: number, longitude: number, description?: string): WireMessage {
    return this.#send({
      type: "location",
      lat: latitude,
      lng: longitude,
      ...(description ? { loc: description } : {}),
      // WhatsApp puts a picture of the map here; it must not be taken for text.
      body: "/9j/4AAQSkZJRgABAQAAAQABAAD",
    });
  }

  sendContact(formattedName: string, number: string): WireMessage {
    const body = `BEGIN:VCARD\nVERSION:3.0\nFN:${formattedName}\nTEL:+${number}\nEND:VCARD`;
    return this.#send({ type: "vcard", body, vcardFormattedName: formattedName });
  }

  postStatus(body: string): WireMessage {
    return this.#send({ type: "chat", body, chatId: "status@broadcast", participant: this.id });
  }

  /** A reaction to any message of the chat; the one before is replaced. */
  react(message: WireMessage, emoji: string): void {
    this.phone.change(message, reactionTo(message, emoji, this.id));
  }

  unreact(message: WireMessage): void {
    this.phone.change(message, reactionTo(message, "", this.id));
  }

  /** Changes the text of an own message, or its caption. */
  edit(message: WireMessage, text: string): void {
    this.phone.change(message, editOf(message, text));
  }

  /**
   * Rings on what is connected right now. Nobody answers; with `leavesEntry` the chat keeps an entry about it, as it does
   * for a call that came while nobody was there.
   */
  call({ isVideo = false, leavesEntry = false }: { isVideo?: boolean; leavesEntry?: boolean } = {}): WireCall {
    const call = { id: newCallId(), from: this.id, isVideo, isGroup: false, t: nowSeconds() };
    this.phone.ring(call);
    if (leavesEntry) this.#send({ id: call.id, type: "call_log", isVideoCall: isVideo });
    return call;
  }

  /** Deletes a message for everyone. */
  revoke(message: WireMessage): void {
    this.phone.revoke(message);
  }

  /** The next message the linked device (the bot) sent into this chat that nobody has asked for yet. */
  nextReply(timeoutMs = 10_000): Promise<WireMessage> {
    return this.phone.waitForOutgoing(({ chatId }) => this.#isMine(chatId), timeoutMs);
  }

  /** Opens the chat: everything the business wrote becomes read (blue ticks). */
  readAll(): void {
    for (const { id } of this.phone.messagesOf(this.id).filter(({ fromMe, ack }) => fromMe && ack < 3))
      this.phone.ack(id, 3);
  }

  get messages(): WireMessage[] {
    return this.phone.messagesOf(this.id);
  }

  #isMine(chatId: string): boolean {
    return chatId === this.id || chatId === this.phoneId;
  }

  #sendMedia(type: string, file: { bytes: Buffer; mimetype: string }, fields: Partial<WireMessage>): WireMessage {
    return this.#send({ type, body: "", ...this.phone.media.attach(file), ...fields });
  }

  #send(fields: Partial<WireMessage> & { type: string }): WireMessage {
    return this.phone.receive({
      id: newMessageId(),
      chatId: this.id,
      fromMe: false,
      from: this.id,
      to: this.phone.id,
      t: nowSeconds(),
      ack: 1,
      notifyName: this.name,
      ...fields,
    });
  }
}
