/** Sending one text or file, and finding out what became of it. */
import { setTimeout as delay } from "node:timers/promises";
import { echoText, fileTransferMs } from "@/domain/messaging/delivery";
import { isFileKind, type MessageKind } from "@/domain/messaging/message";
import { chatKindOf, parseMessageKey } from "@/domain/messaging/whatsapp-ids";
import type { OutboundMessage, SendResult } from "../driver";
import type { RawMessage } from "./normalise";
import { asError, TimeLimitError, withTimeLimit } from "./time-limit";

/** A message of ours as it stands in the chat. */
export interface OwnMessage {
  stanzaId: string;
  ack: number;
  /** Unix seconds. */
  t: number;
}

/** The page, as far as sending needs it. */
export interface SendingPage {
  /** Resolves with the message's data, or nothing when the library lost sight of it. */
  send(message: OutboundMessage): Promise<RawMessage | undefined>;
  /** Own messages with that text, and of the file's kind, in that chat since then (Unix seconds), oldest first. */
  findOwn(message: OutboundMessage, sinceSeconds: number): Promise<OwnMessage[]>;
}

const POLL_MS = 250;
/** The page's clock counts whole seconds. */
const CLOCK_TOLERANCE_SECONDS = 2;
/** Later than that the page has given it up, or is gone. */
const UNKNOWN_FOR_MS = 10 * 60_000;

export class Sender {
  /** Messages that a send has been matched with; a second send of the same text is another message. */
  readonly #claimed = new Set<string>();
  /** Messages handed to the page of which it is not known yet what became, by echoKey and until when they are awaited. */
  readonly #undecided = new Set<{ echo: string; until: number }>();

  constructor(
    private readonly page: SendingPage,
    private readonly limitMs: number,
  ) {}

  /**
   * The library may throw or return nothing for a message that went out, and resolve for one that did not, so the chat
   * itself is asked before anything but `sent` is said.
   */
  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    if (signal.aborted) return { status: "failed", detail: "given up before it was sent", wasTried: false };
    const echo = echoKey(message.chatId, { kind: message.file?.kind ?? "text", body: message.text });
    const sent = { echo, until: Number.POSITIVE_INFINITY };
    this.#undecided.add(sent);
    const result = await this.#sendAndJudge(message, signal);
    // An unknown one may still go out.
    if (result.status === "unknown") sent.until = Date.now() + UNKNOWN_FOR_MS;
    else this.#undecided.delete(sent);
    return result;
  }

  /** Whether an own message that was seen in a chat may be one of these, rather than the owner's from another device. */
  mayBeSending(chatId: string, echo: { kind: MessageKind; body: string }): boolean {
    for (const sent of this.#undecided) if (sent.until <= Date.now()) this.#undecided.delete(sent);
    const seen = echoKey(chatId, echo);
    return [...this.#undecided].some((sent) => sent.echo === seen);
  }

  async #sendAndJudge(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const startedAt = Date.now();
    const limitMs = this.limitMs + fileTransferMs(message.file?.bytes.length ?? 0);
    const since = Math.floor(startedAt / 1000) - CLOCK_TOLERANCE_SECONDS;
    let problem: Error | undefined;
    try {
      const raw = await withTimeLimit(this.page.send(message), { limitMs, what: "sending", signal });
      const result = raw && this.#read(raw);
      if (result) return result;
    } catch (error) {
      problem = asError(error);
    }
    return this.#lookUp(message, { since, deadline: startedAt + limitMs, problem });
  }

  #read(raw: RawMessage): SendResult | undefined {
    const stanzaId = parseMessageKey(raw.id)?.stanzaId;
    if (!stanzaId || typeof raw.ack !== "number" || typeof raw.t !== "number") return undefined;
    const result = judge({ stanzaId, ack: raw.ack, t: raw.t });
    if (result) this.#claimed.add(stanzaId);
    return result;
  }

  async #lookUp(
    message: OutboundMessage,
    around: { since: number; deadline: number; problem: Error | undefined },
  ): Promise<SendResult> {
    const detail = around.problem?.message ?? "no trace of it";
    for (;;) {
      let own: OwnMessage | undefined;
      try {
        own = await this.#findUnclaimed(message, around.since);
      } catch (error) {
        return { status: "unknown", detail: `${detail}; ${asError(error).message}` };
      }
      // Nothing in the chat: it never got there, unless the page is still on its way to it.
      if (!own) return { status: around.problem instanceof TimeLimitError ? "unknown" : "failed", detail };
      const result = judge(own);
      if (result) {
        this.#claimed.add(own.stanzaId);
        return result;
      }
      if (Date.now() >= around.deadline) return { status: "unknown", detail: "WhatsApp has not confirmed it yet" };
      await delay(POLL_MS);
    }
  }

  async #findUnclaimed(message: OutboundMessage, since: number): Promise<OwnMessage | undefined> {
    const found = await withTimeLimit(this.page.findOwn(message, since), { limitMs: 5000, what: "looking for it" });
    return found.find(({ stanzaId }) => !this.#claimed.has(stanzaId));
  }
}

/**
 * What an echo is told by: a file by its kind and the words under it; of a group, which has one id, also by the chat. One
 * person's chat has several ids, and which belong together may not be known yet.
 */
const echoKey = (chatId: string, { kind, body }: { kind: MessageKind; body: string }) =>
  `${chatKindOf(chatId) === "direct" ? "" : chatId} ${isFileKind(kind) ? kind : "text"}:${echoText(body)}`;

/** Undefined while WhatsApp has not said anything. */
function judge({ stanzaId, ack, t }: OwnMessage): SendResult | undefined {
  if (ack >= 1) return { status: "sent", stanzaId, sentAt: new Date(t * 1000) };
  if (ack < 0) return { status: "failed", detail: "WhatsApp refused it" };
  return undefined;
}
