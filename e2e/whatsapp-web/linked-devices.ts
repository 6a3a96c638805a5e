/** A phone's linked devices and their open pages: linking and unlinking, conflicts, and what goes wrong with pages. */
import { EventEmitter } from "node:events";
import { newDeviceId, newSecret } from "./message-ids";
import type { PageConnection } from "./page-connection";
import type { Credentials, Deafness, LogoutStyle, ServerFrame, WireMessage } from "./protocol";

export type PasskeyStage = "required" | "confirmation";

/** A page that waits at the passkey wall for the owner. */
interface PasskeyWall {
  stage: PasskeyStage;
  /** Of the confirmation: what page and phone both show. */
  code: string | undefined;
  confirm(): void;
  refuse(): void;
}

export interface LinkedDevice {
  secret: string;
  /** How much of the phone's log it has; the rest is delivered at its next login. */
  deliveredCount: number;
  /** The same for what happened to messages. */
  deliveredChangeCount: number;
}

interface PhoneEvents {
  /** A linked device (the bot) sent this. */
  outgoing: [WireMessage];
  /** Anything about this phone changed: links, chats, messages, ticks, typing. */
  changed: [];
}

export abstract class LinkedDevices extends EventEmitter<PhoneEvents> {
  abstract readonly number: string;
  readonly devices = new Map<string, LinkedDevice>();
  /** Pages that are signed in and active. */
  readonly connections = new Set<PageConnection>();
  /** The session is open in a browser that is none of ours. */
  isOpenElsewhere = false;
  /** What the owner has to do before a device gets linked, each with `confirmPasskey()`. */
  passkey: PasskeyStage | "both" | "none" = "none";
  readonly walls = new Set<PasskeyWall>();
  /** WhatsApp does not let this number link devices: too many of them, or too many attempts. */
  refusesLinking = false;

  /** How much there is to deliver so far. */
  protected abstract get delivered(): Omit<LinkedDevice, "secret">;

  get isLinked(): boolean {
    return this.devices.size > 0;
  }
  get isConnected(): boolean {
    return this.connections.size > 0;
  }

  addDevice(): Credentials {
    const device = newDeviceId();
    const secret = newSecret();
    // What was there before the link is history, not news.
    this.devices.set(device, { secret, ...this.delivered });
    this.emit("changed");
    return { phone: this.number, device, secret };
  }

  removeDevice(deviceId: string): void {
    this.devices.delete(deviceId);
    this.emit("changed");
  }

  /** The owner removes all linked devices in the phone's settings. */
  unlink(style: LogoutStyle = "navigate"): void {
    this.devices.clear();
    for (const connection of [...this.connections]) {
      connection.send({ kind: "logout", style });
      this.connections.delete(connection);
      if (style === "state") connection.offerReference();
    }
    this.emit("changed");
  }

  /** The session is opened in another browser, until one of ours takes it over. */
  conflict(): void {
    this.isOpenElsewhere = true;
    for (const connection of [...this.connections]) this.deactivate(connection);
    this.emit("changed");
  }

  /** The page stays, but it is told nothing more. */
  deactivate(connection: PageConnection): void {
    this.connections.delete(connection);
    connection.send({ kind: "state", state: "CONFLICT" });
  }

  /** The owner does on the phone what WhatsApp wants before it links: the next stage, or the linking, follows. */
  confirmPasskey(): void {
    if (this.walls.size === 0) throw new Error("nothing asks for a passkey");
    for (const wall of [...this.walls]) wall.confirm();
  }

  /** ...or does not want to: the page is back at a fresh QR code. */
  refusePasskey(): void {
    if (this.walls.size === 0) throw new Error("nothing asks for a passkey");
    for (const wall of [...this.walls]) wall.refuse();
  }

  /** "What's new" over the pages, until somebody presses its button. */
  showOverlay(): void {
    this.broadcast({ kind: "overlay" });
  }

  /** Lets a synchronisation end that never would (`neverSync`). */
  finishSync(): void {
    this.broadcast({ kind: "sync" });
  }

  get hasOverlay(): boolean {
    return [...this.connections].some((connection) => connection.hasOverlay);
  }

  /** Until the page is reloaded or hears again. */
  deafen(deafness: Deafness): void {
    this.broadcast({ kind: "deafen", deafness });
  }

  /** The network goes away for a moment: pages reconnect by themselves, unless the service is down. */
  dropConnections(): void {
    for (const connection of this.connections) connection.socket.terminate();
  }

  /** Also for faults of the linked page: reload, pushState, iframe, freeze. (A crash: kill its process.) */
  broadcast(frame: ServerFrame): void {
    for (const connection of this.connections) connection.send(frame);
  }
}
