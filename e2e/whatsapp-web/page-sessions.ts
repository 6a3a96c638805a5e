/** The pages that are open at the simulated service: showing a QR code, or signed in as a device of a phone. */
import type { WebSocket } from "ws";
import type { Behaviour } from "./behaviour";
import { signIn } from "./login";
import { newPairingCode } from "./message-ids";
import { PageConnection } from "./page-connection";
import type { Phone } from "./phone";
import type { PageFrame, PageReport } from "./protocol";
import { answerCall } from "./rpc";

export interface PendingQr {
  reference: string;
  since: Date;
}

interface Service {
  behaviour: Behaviour;
  findPhone(number: string): Phone | undefined;
  report(report: PageReport): void;
  qrsChanged(): void;
}

export class PageSessions {
  readonly #connections = new Set<PageConnection>();
  readonly #pairingCodes = new Map<string, PageConnection>();

  constructor(private readonly service: Service) {}

  get pendingQrs(): PendingQr[] {
    return [...this.#connections].flatMap(({ reference, referenceSince }) =>
      reference && referenceSince ? [{ reference, since: referenceSince }] : [],
    );
  }

  scan(qr: string, phone: Phone): void {
    const [reference] = qr.split(",");
    const connection = [...this.#connections].find((candidate) => candidate.reference === reference);
    if (!connection) throw new Error("this QR code is not on show any more");
    this.#pair(connection, phone);
  }

  enterPairingCode(code: string, phone: Phone): void {
    const connection = this.#pairingCodes.get(code);
    if (!connection) throw new Error("unknown pairing code");
    this.#pairingCodes.delete(code);
    this.#pair(connection, phone);
  }

  expireQrs({ idle = false }: { idle?: boolean }): void {
    for (const connection of this.#connections) {
      if (!connection.reference) continue;
      if (idle) {
        connection.reference = undefined;
        connection.send({ kind: "state", state: "UNPAIRED_IDLE" });
      } else connection.offerReference();
    }
    this.service.qrsChanged();
  }

  terminate(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  welcome(socket: WebSocket): void {
    if (this.service.behaviour.down) {
      socket.terminate();
      return;
    }
    const connection = new PageConnection(socket);
    this.#connections.add(connection);
    socket.on("error", () => {});
    socket.on("close", () => this.#forget(connection));
    socket.on("message", (bytes) => {
      this.#handle(connection, JSON.parse(String(bytes)) as PageFrame).catch((error: Error) =>
        this.service.report({ kind: "frame_error", detail: String(error.stack) }),
      );
    });
  }

  #forget(connection: PageConnection): void {
    this.#connections.delete(connection);
    const phone = this.#phoneOf(connection);
    if (phone?.connections.delete(connection)) phone.emit("changed");
    this.service.qrsChanged();
  }

  #phoneOf({ phoneNumber }: PageConnection): Phone | undefined {
    return phoneNumber === undefined ? undefined : this.service.findPhone(phoneNumber);
  }

  async #handle(connection: PageConnection, frame: PageFrame): Promise<void> {
    const phone = this.#phoneOf(connection);
    switch (frame.kind) {
      case "report":
        this.service.report(frame.report);
        return;
      case "hello":
        return this.#greet(connection, frame);
      case "refreshQr":
        connection.offerReference();
        this.service.qrsChanged();
        return;
      case "seen":
        phone?.markRead(frame.chatId);
        return;
      case "chatState":
        phone?.setTyping(frame.chatId, frame.state);
        return;
      case "takeover":
        return;
      case "rpc":
        return this.#call(connection, phone, frame);
    }
  }

  #greet(connection: PageConnection, { credentials }: Extract<PageFrame, { kind: "hello" }>): void {
    if (!credentials) {
      connection.offerReference();
      this.service.qrsChanged();
      return;
    }
    const { behaviour } = this.service;
    const phone = this.service.findPhone(credentials.phone);
    const device = phone?.devices.get(credentials.device);
    if (!phone || device?.secret !== credentials.secret) {
      connection.send({ kind: "logout", style: behaviour.revokedStyle });
      if (behaviour.revokedStyle === "state") connection.offerReference();
      return;
    }
    for (const other of phone.connections)
      if (other.deviceId === credentials.device) other.send({ kind: "state", state: "CONFLICT" });
    connection.phoneNumber = phone.number;
    connection.deviceId = credentials.device;
    phone.connections.add(connection);
    connection.send(signIn(phone, device, behaviour));
    phone.emit("changed");
  }

  async #call(connection: PageConnection, phone: Phone | undefined, frame: Extract<PageFrame, { kind: "rpc" }>) {
    const caller = {
      connection,
      phone,
      behaviour: this.service.behaviour,
      createPairingCode: () => {
        const code = newPairingCode();
        this.#pairingCodes.set(code, connection);
        return code;
      },
    };
    try {
      connection.answer(frame, { value: await answerCall(frame.method, frame.arguments, caller) });
    } catch (error) {
      connection.answer(frame, { error: (error as Error).message });
    }
  }

  #pair(connection: PageConnection, phone: Phone): void {
    connection.reference = undefined;
    connection.send({ kind: "paired", credentials: phone.addDevice() });
    this.service.qrsChanged();
  }
}
