import type { AckLevel, ChannelMessage, MessageChange } from "@/domain/messaging/message";
import type { ChannelEvents } from "./driver";

/** Everything a connection told, by name. */
export type RecordedEvent =
  | { name: "qr"; payload: string }
  | { name: "pairing_code"; code: string }
  | { name: "passkey_required" }
  | { name: "change"; change: MessageChange }
  | { name: "authenticating" | "offline" | "online" }
  | { name: "ready"; identity: Parameters<ChannelEvents["ready"]>[0] }
  | { name: "message"; message: ChannelMessage }
  | { name: "ack"; stanzaId: string; level: AckLevel }
  | { name: "closed"; reason: Parameters<ChannelEvents["closed"]>[0] };

type Named<Name extends RecordedEvent["name"]> = Extract<RecordedEvent, { name: Name }>;

/** For tests of drivers: keeps a connection's events and lets a test wait for one, also one that has come already. */
export class EventRecorder implements ChannelEvents {
  readonly events: RecordedEvent[] = [];
  readonly #waiting = new Set<() => void>();

  qr(payload: string): void {
    this.#record({ name: "qr", payload });
  }
  pairingCode(code: string): void {
    this.#record({ name: "pairing_code", code });
  }
  passkeyRequired(): void {
    this.#record({ name: "passkey_required" });
  }
  change(change: MessageChange): void {
    this.#record({ name: "change", change });
  }
  authenticating(): void {
    this.#record({ name: "authenticating" });
  }
  ready(identity: Parameters<ChannelEvents["ready"]>[0]): void {
    this.#record({ name: "ready", identity });
  }
  offline(): void {
    this.#record({ name: "offline" });
  }
  online(): void {
    this.#record({ name: "online" });
  }
  message(message: ChannelMessage): void {
    this.#record({ name: "message", message });
  }
  ack({ stanzaId, level }: { stanzaId: string; level: AckLevel }): void {
    this.#record({ name: "ack", stanzaId, level });
  }
  closed(reason: Parameters<ChannelEvents["closed"]>[0]): void {
    this.#record({ name: "closed", reason });
  }

  all<Name extends RecordedEvent["name"]>(name: Name): Named<Name>[] {
    return this.events.filter((event): event is Named<Name> => event.name === name);
  }

  /** The first event with this name that matches, from the beginning of the recording. */
  async waitFor<Name extends RecordedEvent["name"]>(
    name: Name,
    matches: (event: Named<Name>) => boolean = () => true,
    timeoutMs = 15_000,
  ): Promise<Named<Name>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.all(name).find(matches);
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`no such "${name}" within ${timeoutMs} ms; there were: ${JSON.stringify(this.events)}`));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  async waitForMessage(body: string, timeoutMs?: number): Promise<ChannelMessage> {
    return (await this.waitFor("message", ({ message }) => message.body === body, timeoutMs)).message;
  }

  #record(event: RecordedEvent): void {
    this.events.push(event);
    for (const look of [...this.#waiting]) look();
  }
}
