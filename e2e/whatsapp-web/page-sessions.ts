/** The pages that are open at the simulated service: showing a QR code, or signed in as a device of a phone. */
import type { WebSocket } from "ws";
import type { Behaviour } from "./behaviour";
import { Linking, type PendingPairingCode, Refusal } from "./linking";
import { signIn } from "./login";
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
  readonly #linking: Linking;

  constructor(private readonly service: Service) {
    this.#linking = new Linking(service);
  }

  get pendingQrs(): PendingQr[] {
    return [...this.#connections].flatMap(({ reference, referenceSince }) =>
      reference && referenceSince ? [{ reference, since: referenceSince }] : [],
    );
  }

  scan(qr: string, phone: Phone): void {
    const [reference] = qr.split(",");
    const connection = [...this.#connections].find((candidate) => candidate.reference === reference);
    if (!connection) throw new Error("this QR code is not on show any more");
    this.#linking.begin(connection, phone);
  }

  get pendingPairingCodes(): PendingPairingCode[] {
    return this.#linking.pendingCodes;
  }

  enterPairingCode(code: string, phone: Phone): void {
    this.#linking.enterCode(code, phone);
  }

  expirePairingCodes(): void {
    this.#linking.expireCodes();
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
    this.#linking.forget(connection);
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
        if (connection.wall) return;
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
        if (phone) this.#activate(connection, phone);
        return;
      case "overlay":
        connection.hasOverlay = frame.isOpen;
        phone?.emit("changed");
        return;
      case "passkeyCancelled":
        this.#linking.cancel(connection);
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
    connection.phoneNumber = phone.number;
    connection.deviceId = credentials.device;
    const isTaken = phone.isOpenElsewhere || this.#othersOf(connection).length > 0;
    if (isTaken && behaviour.conflictWinner === "oldest") connection.send({ kind: "state", state: "CONFLICT" });
    else this.#activate(connection, phone);
  }

  /** Active pages that are signed in with the same credentials. */
  #othersOf(connection: PageConnection): PageConnection[] {
    const active = [...(this.#phoneOf(connection)?.connections ?? [])];
    return active.filter((other) => other !== connection && other.deviceId === connection.deviceId);
  }

  #activate(connection: PageConnection, phone: Phone): void {
    const device = phone.devices.get(connection.deviceId ?? "");
    if (!device) return;
    for (const other of this.#othersOf(connection)) phone.deactivate(other);
    phone.isOpenElsewhere = false;
    phone.connections.add(connection);
    connection.send(signIn(phone, device, this.service.behaviour));
    phone.emit("changed");
  }

  async #call(connection: PageConnection, phone: Phone | undefined, frame: Extract<PageFrame, { kind: "rpc" }>) {
    const caller = {
      connection,
      phone,
      behaviour: this.service.behaviour,
      createPairingCode: (phoneNumber: string) => this.#linking.issueCode(connection, phoneNumber),
    };
    try {
      connection.answer(frame, { value: await answerCall(frame.method, frame.arguments, caller) });
    } catch (error) {
      const status = error instanceof Refusal ? { status: error.status } : {};
      connection.answer(frame, { error: (error as Error).message, ...status });
    }
  }
}
