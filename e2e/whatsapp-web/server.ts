/** The simulated WhatsApp: a TLS server that is web.whatsapp.com to one browser, and the phones behind it. */
import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type Behaviour, DEFAULT_BEHAVIOUR } from "./behaviour";
import { createCertificate } from "./certificate";
import { type ControlServer, startControlServer } from "./control/server";
import type { PendingPairingCode } from "./linking";
import { MediaStore } from "./media-store";
import { bundlePage } from "./page-bundle";
import { PageSessions, type PendingQr } from "./page-sessions";
import { Phone, type PhoneOptions } from "./phone";
import type { PageReport } from "./protocol";
import { openStateFile, type StateFile } from "./state-file";
import { answerWebRequest } from "./web-routes";

export interface SimulatorOptions {
  /** Of the TLS server; 0 (the default) takes a free one. */
  port?: number;
  /** Of the control interface; 0 takes a free one, absent starts none. */
  controlPort?: number;
  /** Phones, linked devices, chats and media are kept here and restored at the next start. */
  stateFile?: string;
  behaviour?: Partial<Behaviour>;
}

interface SimulatorEvents {
  /** A page shows a QR code or a pairing code, or no longer does. */
  qrsChanged: [];
  /** A phone was made. */
  phonesChanged: [];
}

export class Simulator extends EventEmitter<SimulatorEvents> {
  readonly behaviour: Behaviour;
  readonly media = new MediaStore();
  readonly reports: PageReport[] = [];
  readonly #phones = new Map<string, Phone>();
  /** Kept over restarts with a state file: browsers that run trust this one and no other. */
  certificate = createCertificate(["web.whatsapp.com", "*.whatsapp.net"]);
  readonly #pages: PageSessions;
  #server: Server | undefined;
  #control: ControlServer | undefined;
  #state: StateFile | undefined;

  constructor(behaviour: Partial<Behaviour> = {}) {
    super();
    this.setMaxListeners(0);
    this.behaviour = { ...DEFAULT_BEHAVIOUR, ...behaviour };
    this.#pages = new PageSessions({
      behaviour: this.behaviour,
      findPhone: (number) => this.#phones.get(number),
      report: (report) => this.reports.push(report),
      qrsChanged: () => this.emit("qrsChanged"),
    });
  }

  /** Use `startWhatsAppSimulator`. */
  async listen(options: SimulatorOptions): Promise<this> {
    if (options.stateFile) this.#state = await openStateFile(options.stateFile, this);
    const script = await bundlePage();
    const { keyPem, certificatePem } = this.certificate;
    const server = createServer({ key: keyPem, cert: certificatePem }, (request, response) => {
      answerWebRequest(request, response, { script, behaviour: this.behaviour, media: this.media }).catch(() =>
        response.destroy(),
      );
    });
    new WebSocketServer({ server }).on("connection", (socket) => this.#pages.welcome(socket));
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    this.#server = server;
    if (options.controlPort !== undefined) this.#control = await startControlServer(this, options.controlPort);
    return this;
  }

  get port(): number {
    if (!this.#server) throw new Error("the simulator does not listen yet");
    return (this.#server.address() as AddressInfo).port;
  }

  /** Of the control interface, such as `http://127.0.0.1:4012`; its page at `/` is a phone to type on. */
  get controlUrl(): string {
    if (!this.#control) throw new Error("the simulator was started without controlPort");
    return this.#control.url;
  }

  /** Switches that lead a Chromium here instead of to WhatsApp, and make it trust this one certificate. */
  get launchArgs(): string[] {
    const here = `127.0.0.1:${this.port}`;
    return [
      `--host-resolver-rules=MAP web.whatsapp.com ${here}, MAP *.whatsapp.net ${here}`,
      `--ignore-certificate-errors-spki-list=${this.certificate.publicKeyHash}`,
    ];
  }

  phone(number: string, options: PhoneOptions = {}): Phone {
    const present = this.#phones.get(number);
    if (present) return present;
    const phone = new Phone(number, options, this.media);
    this.#phones.set(number, phone);
    this.#state?.watch(phone);
    this.emit("phonesChanged");
    return phone;
  }

  get phones(): Phone[] {
    return [...this.#phones.values()];
  }

  findPhone(number: string): Phone | undefined {
    return this.#phones.get(number);
  }

  /** QR codes on show right now. */
  get pendingQrs(): PendingQr[] {
    return this.#pages.pendingQrs;
  }

  /** The phone scans a QR code: its whole payload, or the reference alone. Throws when the code is not on show. */
  scan(qr: string, phone: Phone): void {
    this.#pages.scan(qr, phone);
  }

  /** The phone enters a pairing code instead. Throws when it does not work, or not for this number. */
  enterPairingCode(code: string, phone: Phone): void {
    this.#pages.enterPairingCode(code, phone);
  }

  /** Pairing codes that would work right now. */
  get pendingPairingCodes(): PendingPairingCode[] {
    return this.#pages.pendingPairingCodes;
  }

  /** All pairing codes are too old from now on; pages have to ask for new ones. */
  expirePairingCodes(): void {
    this.#pages.expirePairingCodes();
  }

  /** All pages that wait for a scan get a new QR code, or fall idle and have to ask for one. */
  expireQrs(options: { idle?: boolean } = {}): void {
    this.#pages.expireQrs(options);
  }

  /** Throws when the library asked for something the page does not have, or the page itself failed. */
  assertNoReports(): void {
    // The library's own calls into Node reject in the page when a browser closes; that is not the simulator's failure.
    const failures = this.reports.filter(({ kind }) => kind !== "unhandled_rejection");
    if (failures.length > 0) throw new Error(`the simulated page reports: ${JSON.stringify(failures, null, 2)}`);
  }

  async close(): Promise<void> {
    this.#pages.terminate();
    const server = this.#server;
    if (server) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await this.#control?.close();
    await this.#state?.close();
  }
}

/** Starts a simulated WhatsApp. It is ready when the promise resolves; `close()` ends it. */
export const startWhatsAppSimulator = (options: SimulatorOptions = {}): Promise<Simulator> =>
  new Simulator(options.behaviour).listen(options);
